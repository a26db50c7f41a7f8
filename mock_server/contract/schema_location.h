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

// Which schema describes a member or an item of the values of one schema. Made once for all members
// of an object: `at` costs a look into the schema's own properties, whatever the name is.
class SchemaBelow {
 public:
  // `pointer` is the JSON pointer of a schema of `document`, which must outlive this; "" when
  // nothing describes the value.
  SchemaBelow(const ContractDocument& document, std::string pointer);

  // The JSON pointer of the schema of the member of that name, or of the item when it is an index;
  // references followed; nullopt when nothing describes it.
  std::optional<std::string> at(const std::string& segment) const;

 private:
  friend std::optional<std::string> schema_at(const ContractDocument&, std::string,
                                              const ValuePath&);
  struct Choice {
    std::string pointer;
    const nlohmann::json* schema;
  };
  void add(std::string pointer);
  static std::optional<std::string> location_in(const Choice& choice, const std::string& segment);

  const ContractDocument* document_;
  std::vector<Choice> choices_;  // the schema itself, then what it offers with oneOf and anyOf
};

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
