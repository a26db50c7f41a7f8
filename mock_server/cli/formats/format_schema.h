// Writes a recorded format as a JSON schema, draft 2020-12.
//
// Functions without state.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string_view>

#include "cli/formats/format_recorder.h"

namespace wavespeed_mock::cli {

// What readers cannot tell about a field, or about an object as a whole where there is no key, as
// JSON. The meaning of a field is added; of an object, all that the readers tell is there too.
struct FieldSchema {
  std::string_view kind;
  std::string_view key;
  std::string schema;
};

// `root` is the kind of the file itself. Each kind is in "$defs" under its name, with underscores;
// faults are there as their table describes them. Throws std::logic_error where one of `known` is
// of a field that no reader asks for.
nlohmann::ordered_json format_schema(std::span<const RecordedKind> kinds, std::string_view root,
                                     std::string_view title, std::span<const FieldSchema> known);

inline constexpr std::string_view kSchemaDialect = "https://json-schema.org/draft/2020-12/schema";

}  // namespace wavespeed_mock::cli
