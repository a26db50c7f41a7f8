#include "base/text/text_match.h"

#include <algorithm>

#include "base/text/ascii.h"

namespace wavespeed_mock {

bool fits_wildcards(std::string_view pattern, std::string_view text) {
  // Each "*" first matches nothing; where the rest does not fit, the last one takes one more
  // character. Earlier ones need not be tried again.
  std::size_t at = 0;
  std::size_t in = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;
  while (in < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      taken = in;
    } else if (at < pattern.size() && pattern[at] == text[in]) {
      ++at;
      ++in;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  const auto alike = [&](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), alike) != text.end() ||
         part.empty();
}

}  // namespace wavespeed_mock
