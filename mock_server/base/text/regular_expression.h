// A regular expression in the notation of ECMAScript, as JSON schemas use it.
//
// RE2 searches: time and memory grow with the text, never with a power of it, and no text takes
// more stack than another. Lookahead, lookbehind and references back to a group cannot be searched
// for so, and are refused. `\d`, `\w`, `\s` and `\b` know ASCII only.
//
// Immutable; may be used from several threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace wavespeed_mock {

class RegularExpression {
 public:
  // Throws ConfigError for what is none, "is not a regular expression: missing ): (a", and for what
  // is not supported, "must be a regular expression without lookahead (\"(?=\"), because …".
  explicit RegularExpression(std::string_view expression);
  ~RegularExpression();
  RegularExpression(RegularExpression&& other) noexcept;
  RegularExpression& operator=(RegularExpression&& other) noexcept;

  // Whether any part of the text matches.
  bool found_in(std::string_view text) const;

 private:
  struct Engine;
  std::unique_ptr<const Engine> engine_;
};

// What is wrong with an expression, as the constructor says it; "" when nothing is.
std::string problem_of_regular_expression(std::string_view expression);

}  // namespace wavespeed_mock
