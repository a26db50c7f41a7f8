// The types of JSON values by the names that JSON Schema gives them.
//
// Functions without state; any thread may call them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace wavespeed_mock {

// Whether there is a type of that name: "string", "number", "integer", "boolean", "array", "object"
// or "null".
bool is_json_type(std::string_view name);

// Whether `value` is of that type. An "integer" is a number written without a fraction.
bool is_of_json_type(const nlohmann::json& value, std::string_view type);

}  // namespace wavespeed_mock
