// Where two JSON values differ, field by field, for people to read.
//
// Functions only; may be called from several threads.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

struct JsonDifference {
  std::string path;  // "data.outputs[0]"; "" is the whole value
  std::string before;
  std::string after;  // values as short JSON text; "nothing" where a field is missing
};

// Whether two different values count as equal: placeholders do.
using SameEnough = std::function<bool(const nlohmann::json& before, const nlohmann::json& after)>;

// In the order of the fields' names; at most `max` of them.
std::vector<JsonDifference> json_differences(const nlohmann::json& before,
                                             const nlohmann::json& after,
                                             const SameEnough& same_enough = {},
                                             std::size_t max = 20);

}  // namespace wavespeed_mock
