#include "domain/models/request_schema.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace wavespeed_mock {

using nlohmann::json;

namespace {

// Whether the members of its object are named by the author of the schema.
bool has_names(std::string_view keyword) {
  return keyword == "properties" || keyword == "patternProperties" || keyword == "$defs" ||
         keyword == "definitions";
}

}  // namespace

std::string request_schema_text(const json& schema) {
  if (!schema.is_object()) return request_schema_text(json::object());
  const bool has_required = schema.contains("required");
  if (has_required && schema.contains("x-order-properties")) return schema.dump();
  json full = schema;
  if (!has_required) full["required"] = json::array();
  json order = json::array();
  const auto properties = full.emplace("properties", json::object()).first;
  if (properties->is_object()) {
    for (const auto& [name, property] : properties->items()) order.push_back(name);
  }
  full["x-order-properties"] = std::move(order);
  return full.dump();
}

json schema_with(const json& schema, bool (*keep)(std::string_view)) {
  if (schema.is_array()) {
    json list = json::array();
    for (const json& each : schema) list.push_back(schema_with(each, keep));
    return list;
  }
  if (!schema.is_object()) return schema;
  json kept = json::object();
  for (const auto& [keyword, value] : schema.items()) {
    if (!keep(keyword)) continue;
    if (has_names(keyword) && value.is_object()) {
      json& named = kept[keyword] = json::object();
      for (const auto& [name, each] : value.items()) named[name] = schema_with(each, keep);
    } else if (keyword == "default" || keyword == "enum" || keyword == "const") {
      kept[keyword] = value;
    } else {
      kept[keyword] = schema_with(value, keep);
    }
  }
  return kept;
}

}  // namespace wavespeed_mock
