#include "base/text/json_problem.h"

#include <algorithm>
#include <iterator>

#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

// "line 3, column 7" of the last byte of the first `size`.
std::string place_of(std::string_view text, std::size_t size) {
  const std::string_view read = text.substr(0, size);
  const auto line = std::count(read.begin(), read.end(), '\n') + 1;
  const std::size_t begin = read.rfind('\n') + 1;  // 0 for none
  return "line " + std::to_string(line) + ", column " + std::to_string(read.size() - begin);
}

// The size of the part of `text` that ends with the bracket of level `level`. What is before it is
// valid.
std::size_t size_to_level(std::string_view text, std::size_t level) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) i += text[i] == '\\';
    } else if (text.substr(i).starts_with("//")) {
      i = std::min(text.find_first_of("\r\n", i), text.size());
    } else if (text.substr(i).starts_with("/*")) {
      i = std::min(text.find("*/", i + 2), text.size()) + 1;
    } else if (text[i] == '[' || text[i] == '{') {
      if (++depth == level) return i + 1;
    } else if (text[i] == ']' || text[i] == '}') {
      --depth;
    }
  }
  return text.size();
}

// The library's message without what it quotes of the text, which may be a secret. It ends with
// "number overflow parsing 'TEXT'" or "; last read: 'TEXT'", which "; expected …" and one of a few
// names may follow.
std::string without_quote(std::string_view words) {
  constexpr std::string_view kQuote = "; last read: '";
  constexpr std::string_view kAfter = "'; expected ";
  constexpr std::string_view kExpected[] = {
      "string literal", "':'", "'}'", "']'", "end of input", "'[', '{', or a literal"};
  constexpr std::string_view kNumber = " parsing '";
  if (words.find(kNumber) < words.find(kQuote)) {
    return "a number is too large: the largest is about 1.8e308";
  }
  const auto quote = words.find(kQuote);
  std::string problem(words.substr(0, quote));
  const auto after = words.rfind(kAfter);
  if (quote == std::string_view::npos || after == std::string_view::npos) return problem;
  const std::string_view expected = words.substr(after + kAfter.size());
  if (std::find(std::begin(kExpected), std::end(kExpected), expected) != std::end(kExpected)) {
    problem.append("; expected ").append(expected);
  }
  return problem;
}

// The library's message begins with "[json.exception.parse_error.101] parse error at line 1, …".
// Those on a number that no double can hold come without a place.
std::string syntax_problem(std::string_view text, const ParseFailure& failure) {
  constexpr std::string_view kOpening = "parse error ";
  const std::string detail = without_quote(failure.detail);
  std::string_view words = detail;
  if (words.starts_with('[')) words.remove_prefix(std::min(words.find(' ') + 1, words.size()));
  if (words.starts_with(kOpening)) words.remove_prefix(kOpening.size());
  if (words.starts_with("at line ")) return shortened(words);
  return "at " + place_of(text, failure.position) + ": " + shortened(words);
}

}  // namespace

std::string problem_of(std::string_view text, const ParseFailure& failure, std::size_t max_depth) {
  switch (failure.kind) {
    case ParseFailure::Kind::depth:
      return "is nested deeper than " + std::to_string(max_depth) + " levels, at " +
             place_of(text, size_to_level(text, max_depth + 1));
    case ParseFailure::Kind::repeated_key:
      return "field " + text_quote(failure.detail) + " appears twice";
    case ParseFailure::Kind::syntax:
      break;
  }
  return "is not valid JSON: " + syntax_problem(text, failure);
}

}  // namespace wavespeed_mock
