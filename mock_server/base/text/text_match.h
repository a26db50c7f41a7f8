// How rules compare texts: with "*" in a pattern, or ignoring case. Questions about the journal
// compare in the same way.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <string_view>

namespace wavespeed_mock {

// Whether `text` matches `pattern` exactly; "*" matches any text, also none.
bool fits_wildcards(std::string_view pattern, std::string_view text);

// Whether `text` contains `part`; A to Z count as a to z.
bool contains_ignoring_case(std::string_view text, std::string_view part);

// As text.find(part), in linear time also where each place of the text nearly matches: for parts
// that come from outside and can be long.
std::size_t find_text(std::string_view text, std::string_view part);

}  // namespace wavespeed_mock
