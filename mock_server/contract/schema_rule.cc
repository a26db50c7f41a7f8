#include "contract/schema_rule.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "base/text/json_type.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::string_view kDateTime =
    R"(^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$)";
constexpr std::string_view kDate = R"(^\d{4}-\d{2}-\d{2}$)";

// They inform readers, and restrict no value.
constexpr std::string_view kRemarks[] = {"title",    "description", "default",  "example",
                                         "examples", "deprecated",  "readOnly", "writeOnly",
                                         "$comment", "externalDocs"};

bool is_listed(std::span<const std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

[[noreturn]] void refuse(const SchemaRule& rule, const std::string& key,
                         const std::string& problem) {
  throw ConfigError("the contract: " + rule.pointer + ": \"" + key + "\" " + problem);
}

// A keyword's value that has to be of a kind.
const json* checked(const SchemaRule& rule, const std::string& key, const json& value, bool right,
                    const char* kind) {
  if (!right) refuse(rule, key, "must be " + std::string(kind) + ", not " + json_quote(value));
  return &value;
}

std::size_t size(const SchemaRule& rule, const std::string& key, const json& value) {
  return checked(rule, key, value, value.is_number_unsigned(), "a whole number")
      ->get<std::size_t>();
}

std::vector<std::string> names(const SchemaRule& rule, const std::string& key, const json& value) {
  const bool right =
      value.is_array() &&
      std::all_of(value.begin(), value.end(), [](const json& name) { return name.is_string(); });
  return checked(rule, key, value, right, "a list of strings")->get<std::vector<std::string>>();
}

std::vector<std::string> types(const SchemaRule& rule, const std::string& key, const json& value) {
  std::vector<std::string> types =
      value.is_string() ? std::vector{value.get<std::string>()} : names(rule, key, value);
  for (const std::string& type : types) {
    if (!is_json_type(type)) refuse(rule, key, "has the unknown type \"" + type + '"');
  }
  return types;
}

void add_pattern(SchemaRule& rule, const std::string& key, std::string_view pattern) {
  try {
    rule.patterns.emplace_back(pattern);
  } catch (const ConfigError& error) {
    refuse(rule, key, error.what());
  }
}

// A bound of numbers.
const json** bound(SchemaRule& rule, std::string_view key) {
  if (key == "minimum") return &rule.minimum;
  if (key == "maximum") return &rule.maximum;
  if (key == "exclusiveMinimum") return &rule.above;
  return key == "exclusiveMaximum" ? &rule.below : nullptr;
}

// A bound of sizes.
std::optional<std::size_t>* size_bound(SchemaRule& rule, std::string_view key) {
  if (key == "minLength") return &rule.min_length;
  if (key == "maxLength") return &rule.max_length;
  if (key == "minItems") return &rule.min_items;
  return key == "maxItems" ? &rule.max_items : nullptr;
}

}  // namespace

SchemaRules::SchemaRules(const ContractDocument& document, UnknownFields unknown)
    : document_(document), unknown_(unknown) {}

const SchemaRule& SchemaRules::at(const std::string& pointer) {
  reading_.clear();
  try {
    return *read(pointer);
  } catch (...) {
    // Rules that are not complete.
    for (const std::string& begun : reading_) rules_.erase(begun);
    throw;
  }
}

const SchemaRule* SchemaRules::read(const std::string& pointer) {
  if (const auto it = rules_.find(pointer); it != rules_.end()) return it->second.get();
  std::string location = pointer;
  const json* const schema = document_.at(location);
  if (schema == nullptr) throw ConfigError("the contract has no schema " + pointer);
  if (const auto it = rules_.find(location); it != rules_.end()) return it->second.get();

  // In its place before it is complete: a schema may refer to itself.
  SchemaRule& rule = *rules_.emplace(location, std::make_unique<SchemaRule>()).first->second;
  reading_.push_back(location);
  rule.pointer = location;
  if (schema->is_boolean()) {
    rule.never = !schema->get<bool>();
    return &rule;
  }
  if (!schema->is_object()) {
    throw ConfigError("the contract: " + location + " must be a schema, not " +
                      json_quote(*schema));
  }
  for (const auto& [key, value] : schema->items()) read_keyword(rule, key, value);
  if (unknown_ == UnknownFields::reported && schema->contains("properties") &&
      !schema->contains("additionalProperties")) {
    rule.closed = true;
  }
  return &rule;
}

void SchemaRules::read_keyword(SchemaRule& rule, const std::string& key, const json& value) {
  const std::string below = rule.pointer + '/' + key;
  if (key == "type") {
    rule.types = types(rule, key, value);
  } else if (key == "const") {
    rule.constant = &value;
  } else if (key == "enum") {
    rule.choices = checked(rule, key, value, value.is_array(), "a list");
  } else if (const json** const number = bound(rule, key)) {
    *number = checked(rule, key, value, value.is_number(), "a number");
  } else if (auto* const count = size_bound(rule, key)) {
    *count = size(rule, key, value);
  } else if (key == "pattern") {
    add_pattern(
        rule, key,
        checked(rule, key, value, value.is_string(), "a string")->get_ref<const std::string&>());
  } else if (key == "format") {
    if (value == "date-time") add_pattern(rule, key, kDateTime);
    if (value == "date") add_pattern(rule, key, kDate);
  } else if (key == "properties") {
    checked(rule, key, value, value.is_object(), "an object");
    for (const auto& [name, unused] : value.items()) {
      rule.properties[name] = read(below + pointer_segment(name));
    }
  } else if (key == "required") {
    rule.required = names(rule, key, value);
  } else if (key == "additionalProperties") {
    if (value == false) {
      rule.closed = true;
    } else if (value != true) {
      rule.others = read(below);
    }
  } else if (key == "items") {
    rule.items = read(below);
  } else if (key == "oneOf" || key == "anyOf") {
    checked(rule, key, value, value.is_array() && !value.empty(), "a list of schemas");
    for (std::size_t i = 0; i < value.size(); ++i) {
      (key == "oneOf" ? rule.one_of : rule.any_of).push_back(read(below + '/' + std::to_string(i)));
    }
  } else if (!is_listed(kRemarks, key) && !key.starts_with("x-")) {
    refuse(rule, key, "is not supported in a schema");
  }
}

}  // namespace wavespeed_mock
