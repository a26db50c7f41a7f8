// Rules for ASCII text: letters of either case, blanks, hexadecimal digits. They are common to HTTP
// and to the mock's own formats.
//
// Functions without state; any thread may call them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// A to Z as a to z; every other byte as it is.
constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

// Equal, where A to Z count as a to z.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// `text` without the blanks at both ends: spaces and tabs, unless others are named.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t") {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// The value of a hexadecimal digit, 0 to 15; -1 for every other byte.
constexpr int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace wavespeed_mock
