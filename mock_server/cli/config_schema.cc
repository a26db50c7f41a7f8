#include "cli/config_schema.h"

#include <nlohmann/json.hpp>

#include "base/text/json_parser.h"
#include "cli/formats/format_schema.h"
#include "cli/option_table.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::ordered_json;

// A value as a config file has it.
ordered_json in_form(const std::string& text, Form form) {
  if (form == Form::text || form == Form::paths) return text;
  return parse_ordered_json(text).value();
}

ordered_json schema_of(const Value& value) {
  if (value.form == Form::toggle) return {{"type", "boolean"}};
  if (!value.choices.empty()) {
    ordered_json choices = ordered_json::array();
    for (const std::string& choice : value.choices) choices.push_back(in_form(choice, value.form));
    return {{"enum", std::move(choices)}};
  }
  if (value.form == Form::number) {
    return {{"type", value.is_whole ? "integer" : "number"},
            {"minimum", in_form(value.min, value.form)},
            {"maximum", in_form(value.max, value.form)}};
  }
  ordered_json text = {{"type", "string"}, {"minLength", 1}};
  if (value.form == Form::paths) {
    return {{"anyOf", {text, {{"type", "array"}, {"minItems", 1}, {"items", text}}}}};
  }
  if (!value.pattern.empty()) text["pattern"] = value.pattern;
  if (!value.suggestions.empty()) text["examples"] = value.suggestions;
  return text;
}

}  // namespace

ordered_json config_schema() {
  ordered_json properties = {{"$schema",
                              {{"type", "string"},
                               {"minLength", 1},
                               {"description", "The JSON schema of this file, for editors"}}}};
  Settings defaults;
  for (const Option& option : serve_options(defaults)) {
    if (!option.in_config_file) continue;
    ordered_json schema = schema_of(option.value);
    schema["description"] = option.help;
    if (!option.value.default_text.empty() && !option.is_secret) {
      schema["default"] = in_form(option.value.default_text, option.value.form);
    }
    properties[config_key(option)] = std::move(schema);
  }
  return {{"$schema", kSchemaDialect},
          {"title", "config file of wavespeed-mock"},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"additionalProperties", false}};
}

}  // namespace wavespeed_mock::cli
