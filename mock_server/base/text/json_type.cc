#include "base/text/json_type.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace wavespeed_mock {

bool is_json_type(std::string_view name) {
  constexpr std::string_view kNames[] = {"string", "number", "integer", "boolean",
                                         "array",  "object", "null"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool is_of_json_type(const nlohmann::json& value, std::string_view type) {
  if (type == "string") return value.is_string();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  return type == "null" && value.is_null();
}

}  // namespace wavespeed_mock
