#include "records/api_key.h"

#include <algorithm>

namespace wavespeed_mock {

bool is_well_formed_key(std::string_view key) {
  constexpr std::size_t kLongest = 512;
  const auto visible = [](char c) { return c > 0x20 && c < 0x7f; };
  return !key.empty() && key.size() <= kLongest && std::all_of(key.begin(), key.end(), visible);
}

}  // namespace wavespeed_mock
