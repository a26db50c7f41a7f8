#include "runner/answer_shapes.h"

#include <nlohmann/json.hpp>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "contract/schema_location.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// For what a redaction has taken out together with what is around it.
constexpr const char* kRedacted = "(redacted)";

// `shown` is the same value redacted, of the same shape. Calls itself for each level, of which
// parse_json() allows few.
void collect(const json& value, const json& shown, const std::string& location,
             AnswerShapes& shapes) {
  SeenValues& seen = shapes[location];
  if (seen.count++ == 0) seen.example = json_quote(shown);
  seen.kinds.insert(kind_of(value));
  if (value.is_object()) {
    for (const auto& [key, part] : value.items()) {
      collect(part, shown.is_object() && shown.contains(key) ? shown[key] : json(kRedacted),
              location.empty() ? key : location + '.' + key, shapes);
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      collect(value[i], shown.is_array() && i < shown.size() ? shown[i] : json(kRedacted),
              location + "[]", shapes);
    }
  }
}

}  // namespace

std::string location_of(const std::string& path) {
  std::string shape;
  bool inside = false;
  for (const char c : path) {
    inside = c == '[' || (inside && c != ']');
    if (!inside || c == '[') shape += c;
  }
  return shape;
}

AnswerShapes shapes_of(const Response& answer, const Response& shown) {
  AnswerShapes shapes;
  const auto body = parse_json(answer.body);
  if (body) collect(*body, parse_json(shown.body).value_or(kRedacted), "", shapes);
  return shapes;
}

std::string parent_of(const std::string& location) {
  if (location.ends_with("[]")) return location.substr(0, location.size() - 2);
  const std::size_t dot = location.rfind('.');
  return dot == std::string::npos ? "" : location.substr(0, dot);
}

std::string shown(const AnswerShapes& shapes, const std::string& location, const char* nothing) {
  const auto it = shapes.find(location);
  return it == shapes.end() ? nothing : it->second.example;
}

bool always(const AnswerShapes& shapes, const std::string& location) {
  const auto it = shapes.find(location);
  const auto parent = shapes.find(parent_of(location));
  return it != shapes.end() && parent != shapes.end() && it->second.count >= parent->second.count;
}

bool lacks(const AnswerShapes& shapes, const std::string& location) {
  return !location.empty() && !location.ends_with("[]") && !shapes.contains(location) &&
         shapes.contains(parent_of(location));
}

}  // namespace wavespeed_mock
