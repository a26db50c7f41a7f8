#include "cli/schema_command.h"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "cli/arguments/flag_parser.h"
#include "cli/arguments/option_values.h"
#include "cli/config_schema.h"
#include "cli/formats/input_file_schemas.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

struct NamedSchema {
  std::string_view name;
  nlohmann::ordered_json (*make)();
};

constexpr NamedSchema kSchemas[] = {
    {"config", config_schema},
    {"fixtures", fixtures_schema},
    {"scenario", scenario_schema},
};

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const NamedSchema& schema : kSchemas) names.emplace_back(schema.name);
  return names;
}

int print_schema(const std::vector<std::string>& arguments) {
  const std::vector<std::string> names =
      parse_flags("schema", {}, arguments, Operands::taken).operands;
  if (names.size() != 1) {
    throw ConfigError("schema: give one name: " + list_of(schema_names()));
  }
  const auto* const found =
      std::find_if(std::begin(kSchemas), std::end(kSchemas),
                   [&](const NamedSchema& schema) { return schema.name == names.front(); });
  if (found == std::end(kSchemas)) {
    const std::vector<std::string> known = schema_names();
    const std::vector<std::string_view> views(known.begin(), known.end());
    throw ConfigError("schema: must be " + list_of(known) + ", not " + text_quote(names.front()) +
                      did_you_mean(names.front(), views));
  }
  std::cout << found->make().dump(2) << '\n';
  return 0;
}

}  // namespace

Command schema_command() {
  return {.name = "schema",
          .purpose = "Print the JSON schema of a config, fixture or scenario file",
          .synopsis = "config|fixtures|scenario",
          .description =
              "Prints a JSON schema (draft 2020-12), with which editors complete and check config "
              "files, fixture files and scenario files. A file says in its field \"$schema\" which "
              "one it follows.",
          .exit_codes = {{0, "the schema is printed"}, {2, "the name is missing or not known"}},
          .examples = {{"Keep the schema of fixture files next to them",
                        "schema fixtures > fixtures.schema.json"}},
          .operands = schema_names(),
          .run = print_schema};
}

}  // namespace wavespeed_mock::cli
