#include "base/text/text_match.h"

#include <string.h>  // memmem

#include <algorithm>

#include "base/text/ascii.h"

namespace wavespeed_mock {

bool fits_wildcards(std::string_view pattern, std::string_view text) {
  std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == text;
  const std::string_view last = pattern.substr(pattern.rfind('*') + 1);
  if (text.size() < star + last.size()) return false;
  if (!text.starts_with(pattern.substr(0, star)) || !text.ends_with(last)) return false;
  text.remove_suffix(last.size());
  text.remove_prefix(star);
  pattern.remove_suffix(last.size());
  pattern.remove_prefix(star + 1);
  // Each part between two "*" where it comes first: then most is left for the others.
  while (!pattern.empty()) {
    star = pattern.find('*');
    const std::size_t found = find_text(text, pattern.substr(0, star));
    if (found == std::string_view::npos) return false;
    text.remove_prefix(found + star);
    pattern.remove_prefix(star + 1);
  }
  return true;
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  // The simple search takes their product, which for long parts is too much.
  constexpr std::size_t kLong = 64;
  if (part.size() > kLong) return find_text(lower(text), lower(part)) != std::string_view::npos;
  const auto alike = [&](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), alike) != text.end() ||
         part.empty();
}

std::size_t find_text(std::string_view text, std::string_view part) {
  if (part.empty()) return 0;
  // memmem takes no null pointer, which an empty text may have.
  if (part.size() > text.size()) return std::string_view::npos;
  const void* const found = memmem(text.data(), text.size(), part.data(), part.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace wavespeed_mock
