// A number with the noun that it counts.
//
// A function without state; any thread may call it.
#pragma once

#include <cstdint>
#include <string>

namespace wavespeed_mock {

// "1 model", "2 models".
inline std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

}  // namespace wavespeed_mock
