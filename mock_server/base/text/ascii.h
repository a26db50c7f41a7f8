// Rules for ASCII text: letters of either case, blanks, digits. They are common to HTTP
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

// Equal, where A to Z count as a to z. Most bytes are the same already: every poll compares some
// names.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return x == y || lower(x) == lower(y); });
}

constexpr bool is_space_or_tab(char c) {
  return c == ' ' || c == '\t';
}
constexpr bool is_space(char c) {
  return c == ' ';
}

// `text` without the blanks at both ends.
constexpr std::string_view trimmed(std::string_view text, bool (*is_blank)(char)) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}
// `text` without the spaces and tabs at both ends.
constexpr std::string_view trimmed(std::string_view text) {
  return trimmed(text, is_space_or_tab);
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The value of a hexadecimal digit, 0 to 15; -1 for every other byte.
constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace wavespeed_mock
