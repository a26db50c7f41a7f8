// Texts as lines of a picture's caption: in the characters that the bitmap font has, broken between
// words.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

// UTF-8 as printable ASCII: accents are dropped, typographic marks become plain ones, anything else
// is one kPlaceholder for each character (or stray byte). Runs of white space and control
// characters become one blank; none at either end.
std::string drawable(std::string_view utf8);

// At most `max_lines` lines of at most `columns` characters of a drawable text. A word longer than
// a line is broken; a text too long for all lines ends with "...". Both numbers are at least 1.
std::vector<std::string> wrap(std::string_view text, std::size_t columns, std::size_t max_lines);

}  // namespace wavespeed_mock
