// How rules and questions compare texts: with "*" in a pattern, and without regard to case.
//
// Functions without state; any thread may call them.
#pragma once

#include <string_view>

namespace wavespeed_mock {

// Whether `text` is as `pattern` says, to the letter; "*" stands for any text, also none.
bool fits_wildcards(std::string_view pattern, std::string_view text);

// Whether `part` stands in `text`; A to Z are as good as a to z.
bool contains_ignoring_case(std::string_view text, std::string_view part);

}  // namespace wavespeed_mock
