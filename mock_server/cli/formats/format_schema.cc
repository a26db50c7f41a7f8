#include "cli/formats/format_schema.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "base/text/json_parser.h"
#include "cli/formats/field_meanings.h"
#include "cli/formats/time_patterns.h"
#include "domain/faults/kinds/fault.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::ordered_json;
using Form = FieldQuestion::Form;

ordered_json reference_to(std::string kind) {
  std::replace(kind.begin(), kind.end(), ' ', '_');
  return {{"$ref", "#/$defs/" + kind}};
}

ordered_json any_of(const std::vector<ordered_json>& schemas) {
  if (schemas.empty()) return ordered_json::object();
  if (schemas.size() == 1) return schemas.front();
  return {{"anyOf", schemas}};
}

ordered_json schema_of_kinds(const std::set<std::string>& kinds) {
  std::vector<ordered_json> schemas;
  schemas.reserve(kinds.size());
  for (const std::string& kind : kinds) schemas.push_back(reference_to(kind));
  return schemas.empty() ? ordered_json{{"type", "object"}} : any_of(schemas);
}

ordered_json schema_of_values(const SeenValues& seen, const std::set<std::string>& kinds,
                              const std::set<std::string>& element_kinds) {
  std::vector<ordered_json> schemas;
  std::set<std::string> scalars = seen.scalars;
  if (scalars.contains("number")) scalars.erase("integer");
  if (scalars.size() == 1) schemas.push_back({{"type", *scalars.begin()}});
  if (scalars.size() > 1) schemas.push_back({{"type", scalars}});
  if (seen.list) {
    ordered_json list = {{"type", "array"}};
    if (!seen.elements.empty()) {
      list["items"] = schema_of_values(seen.elements.front(), element_kinds, {});
    }
    schemas.push_back(std::move(list));
  }
  if (seen.object) schemas.push_back(schema_of_kinds(kinds));
  return any_of(schemas);
}

ordered_json schema_of(const RecordedField& field) {
  switch (field.form) {
    case Form::text:
      return {{"type", "string"}, {"minLength", 1}};
    case Form::boolean:
      return {{"type", "boolean"}};
    case Form::number:
      return {{"type", "number"},
              {"minimum", field.numbers->first},
              {"maximum", field.numbers->second}};
    case Form::integer:
      return {{"type", "integer"},
              {"minimum", field.integers->first},
              {"maximum", field.integers->second}};
    case Form::choice:
      return {{"type", "string"}, {"enum", field.choices}};
    case Form::map:
      return {{"type", "object"}, {"additionalProperties", schema_of_kinds(field.member_kinds)}};
    case Form::list: {
      ordered_json list = schema_of_values(field.seen, field.value_kinds, field.element_kinds);
      list["type"] = "array";
      if (field.required) list["minItems"] = 1;
      return list;
    }
    case Form::value:
      return schema_of_values(field.seen, field.value_kinds, field.element_kinds);
    case Form::ignored:
    case Form::refused:
      break;
  }
  return ordered_json::object();
}

ordered_json schema_of(const RecordedKind& kind, std::span<const FieldSchema> known) {
  ordered_json properties = ordered_json::object();
  std::vector<std::string> required;
  for (const RecordedField& field : kind.fields) {
    const auto told = std::find_if(known.begin(), known.end(), [&](const FieldSchema& one) {
      return one.kind == kind.name && one.key == field.key;
    });
    ordered_json schema =
        told == known.end() ? schema_of(field) : parse_ordered_json(told->schema).value();
    const std::string_view meaning = field_meaning(kind.name, field.key);
    if (!meaning.empty()) schema["description"] = meaning;
    properties[field.key] = std::move(schema);
    if (field.required) required.push_back(field.key);
  }
  ordered_json schema = {{"title", kind.name}, {"type", "object"}};
  schema["properties"] = std::move(properties);
  for (const std::string& prefix : kind.ignored_prefixes) {
    schema["patternProperties"]["^" + prefix] = ordered_json::object();
  }
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  for (const FieldSchema& one : known) {
    if (one.kind == kind.name && one.key.empty()) {
      schema.update(parse_ordered_json(one.schema).value());
    }
  }
  return schema;
}

// Adds the pattern of times to the fields that a fault describes as such.
void say_form_of_times(ordered_json& schema) {
  for (auto& [name, field] : schema.at("properties").items()) {
    const std::string form = field.value("x-form", "");
    if (form == "duration") field["pattern"] = kDurationPattern;
    if (form == "distribution") {
      field["anyOf"] = {{{"pattern", kDurationPattern}}, {{"pattern", kDistributionPattern}}};
    }
  }
}

// Whether the name of the type is enough for a fault.
bool is_complete(std::string_view type) {
  try {
    load_fault(nlohmann::json(type), "fault");
    return true;
  } catch (const ConfigError&) {
    return false;
  }
}

ordered_json schema_of_faults() {
  ordered_json names = ordered_json::array();
  std::vector<ordered_json> schemas(1);
  for (const std::string_view type : fault_types()) {
    if (is_complete(type)) names.push_back(type);
    schemas.push_back(fault_schema(type));
    say_form_of_times(schemas.back());
  }
  schemas.front() = {{"type", "string"}, {"enum", std::move(names)}};
  ordered_json schema = {{"title", "fault"}};
  schema.update(any_of(schemas));
  return schema;
}

void check_known(std::span<const RecordedKind> kinds, std::span<const FieldSchema> known) {
  for (const FieldSchema& one : known) {
    const bool is_asked = std::any_of(kinds.begin(), kinds.end(), [&](const RecordedKind& kind) {
      return kind.name == one.kind &&
             (one.key.empty() ||
              std::any_of(kind.fields.begin(), kind.fields.end(),
                          [&](const RecordedField& field) { return field.key == one.key; }));
    });
    if (is_asked) continue;
    throw std::logic_error("no reader asks for the field \"" + std::string(one.key) + "\" of \"" +
                           std::string(one.kind) + '"');
  }
}

}  // namespace

ordered_json format_schema(std::span<const RecordedKind> kinds, std::string_view root,
                           std::string_view title, std::span<const FieldSchema> known) {
  check_known(kinds, known);
  ordered_json schema = {{"$schema", kSchemaDialect}};
  ordered_json definitions = ordered_json::object();
  for (const RecordedKind& kind : kinds) {
    if (kind.name == root) {
      schema.update(schema_of(kind, known));
      continue;
    }
    const std::string pointer = reference_to(kind.name).at("$ref");
    definitions[pointer.substr(std::string_view("#/$defs/").size())] =
        kind.name == "fault" ? schema_of_faults() : schema_of(kind, known);
  }
  schema["title"] = title;
  schema["$defs"] = std::move(definitions);
  return schema;
}

}  // namespace wavespeed_mock::cli
