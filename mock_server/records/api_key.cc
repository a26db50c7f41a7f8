#include "records/api_key.h"

#include <algorithm>

#include "base/http/field_bytes.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kLongest = 512;

std::size_t find_wrong_character(std::string_view key) {
  const auto wrong =
      std::find_if_not(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  return static_cast<std::size_t>(wrong - key.begin());
}

}  // namespace

bool is_well_formed_key(std::string_view key) {
  return !key.empty() && key.size() <= kLongest && find_wrong_character(key) == key.size();
}

std::string find_key_fault(std::string_view key) {
  if (key.empty()) return "is empty";
  const std::size_t wrong = find_wrong_character(key);
  if (wrong < key.size()) return "has " + name_of_byte(key, wrong);
  return "has " + std::to_string(key.size()) + " characters";
}

}  // namespace wavespeed_mock
