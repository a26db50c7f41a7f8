// What is wrong with a text that is not JSON, in words.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wavespeed_mock {

struct ParseFailure {
  enum class Kind : std::uint8_t { syntax, depth, repeated_key };
  Kind kind = Kind::syntax;
  std::size_t position = 0;  // how many bytes were read
  std::string detail;        // what the library says, or the key
};

// To follow the name of `text`: "is not valid JSON: at line 3, column 7: …", "is nested deeper than
// 64 levels, at line 1, column 65", "field \"a\" appears twice". Quotes nothing of the text but the
// key that appears twice: the rest may be secret.
std::string problem_of(std::string_view text, const ParseFailure& failure, std::size_t max_depth);

}  // namespace wavespeed_mock
