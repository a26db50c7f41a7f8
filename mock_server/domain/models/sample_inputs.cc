#include "domain/models/sample_inputs.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/text/json_parser.h"
#include "domain/models/input_media.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

std::string sample_text(std::string_view name, const json& schema) {
  const auto has = [&](std::string_view word) { return name.find(word) != std::string_view::npos; };
  if (!is_media_property(name, schema)) return has("url") ? "https://example.com/file" : "A cat";
  if (has("video")) return "https://example.com/video.mp4";
  if (has("audio") || has("voice")) return "https://example.com/audio.mp3#duration=5s";
  return "https://example.com/image.jpg";
}

std::string type_of(const json& schema) {
  const auto type = schema.find("type");
  if (type == schema.end()) return schema.contains("properties") ? "object" : "string";
  if (type->is_array() && !type->empty() && type->front().is_string()) return type->front();
  return type->is_string() ? type->get<std::string>() : "string";
}

// Lists in lists of ten would fill the memory.
constexpr std::size_t kMostValues = 1'000;

// `left` counts the values that may still be made.
json sample(std::string_view name, const json& schema, std::size_t depth, std::size_t& left) {
  if (!schema.is_object() || depth > kMaxJsonDepth || left == 0) return nullptr;
  --left;
  const auto choices = schema.find("enum");
  const bool has_choices = choices != schema.end() && choices->is_array() && !choices->empty();
  if (const auto fallback = schema.find("default"); fallback != schema.end()) {
    const bool is_blank = *fallback == "" || fallback->is_null() || fallback->is_structured();
    if (!is_blank) return *fallback;
  }
  if (has_choices) return choices->front();
  const std::string type = type_of(schema);
  if (type == "boolean") return true;
  if (type == "integer" || type == "number") return schema.value("minimum", json(1));
  if (type == "array") {
    const json items = schema.value("items", json::object());
    const auto least = std::clamp<std::int64_t>(
        schema.value("minItems", json(1)).is_number_integer() ? schema.value("minItems", 1) : 1, 1,
        10);
    json list = json::array();
    for (std::int64_t i = 0; i < least; ++i) list.push_back(sample(name, items, depth + 1, left));
    return list;
  }
  if (type == "object") {
    json object = json::object();
    const json required = schema.value("required", json::array());
    const json properties = schema.value("properties", json::object());
    for (const json& field : required) {
      if (!field.is_string() || !properties.is_object()) continue;
      const std::string field_name = field;
      if (object.contains(field_name)) continue;
      object[field_name] =
          sample(field_name, properties.value(field_name, json::object()), depth + 1, left);
    }
    return object;
  }
  std::string text = sample_text(name, schema);
  constexpr std::size_t kLongest = 1'000;
  const json least = schema.value("minLength", json(0));
  const std::size_t length = least.is_number_unsigned() ? least.get<std::size_t>() : 0;
  text.resize(std::max(text.size(), std::min(length, kLongest)), '.');
  return text;
}

// The value that an input of the sample has, given or by default; null for none.
json value_of(const std::string& name, const json& inputs, const json& schema) {
  if (inputs.contains(name)) return inputs[name];
  const json properties = schema.value("properties", json::object());
  const json property = properties.is_object() ? properties.value(name, json()) : json();
  return property.is_object() ? property.value("default", json()) : json();
}

// Whether `condition` is of the usual form, {"properties": {"x": {"const": 1}}}, and holds.
bool holds(const json& condition, const json& inputs, const json& schema) {
  if (!condition.is_object() || condition.size() != 1) return false;
  const auto properties = condition.find("properties");
  if (properties == condition.end() || !properties->is_object()) return false;
  for (const auto& [name, property] : properties->items()) {
    const auto value = property.is_object() ? property.find("const") : property.end();
    if (value == property.end() || *value != value_of(name, inputs, schema)) return false;
  }
  return true;
}

// Adds what a schema asks for under a condition that holds.
void add_conditional(json& inputs, const json& part, const json& schema, std::size_t& left) {
  if (!part.is_object() || !part.contains("then")) return;
  if (!holds(part.value("if", json()), inputs, schema)) return;
  const json& then = part["then"];
  if (!then.is_object() || !schema.is_object()) return;
  json whole = schema;
  whole["required"] = then.value("required", json::array());
  const json added = sample("", whole, 0, left);
  if (added.is_object()) inputs.insert(added.begin(), added.end());
}

}  // namespace

json sample_inputs(const json& schema) {
  std::size_t left = kMostValues;
  json inputs = sample("", schema, 0, left);
  if (!inputs.is_object()) return json::object();
  add_conditional(inputs, schema, schema, left);
  const json parts = schema.value("allOf", json::array());
  for (const json& part : parts) add_conditional(inputs, part, schema, left);
  return inputs;
}

}  // namespace wavespeed_mock
