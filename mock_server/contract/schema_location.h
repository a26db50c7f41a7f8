// Finds the part of a schema that describes a part of a value; describes what it requires.
//
// Functions only; may be called from several threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/document.h"

namespace wavespeed_mock {

// A part of a JSON value: object keys and array indices from the outside in.
using ValuePath = std::vector<std::string>;

// "data.outputs[0]"; for a schema's view "[]" means every index.
std::string to_text(const ValuePath& path);

// The same backwards.
ValuePath parse_value_path(std::string_view text);

// The part of `value` there; nullptr when it has none.
const nlohmann::json* value_at(const nlohmann::json& value, const ValuePath& path);

// The JSON pointer of the schema of that part of a value of the schema at `pointer`, references
// followed; nullopt when nothing describes it. Where a schema offers a choice, the first that
// describes the part.
std::optional<std::string> schema_at(const ContractDocument& document, std::string pointer,
                                     const ValuePath& path);

// What a schema asks for, for the end of "must be …": "an integer from 1 to 100", "one of \"a\" or
// \"b\"", "a string that matches ^[0-9a-f]{32}$".
std::string expectation(const ContractDocument& document, std::string pointer);

// "an integer", "a string", "null", …
std::string kind_of(const nlohmann::json& value);

}  // namespace wavespeed_mock
