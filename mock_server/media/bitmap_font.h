// Letters for pictures: the printable ASCII characters, five by eight pixels each.
//
// A function without state; any thread may call it.
#pragma once

#include <cstdint>

namespace wavespeed_mock {

inline constexpr std::uint32_t kGlyphWidth = 5;
inline constexpr std::uint32_t kGlyphHeight = 8;  // the lowest row is for what hangs below the line

// An empty box, drawn for every character that the font does not have.
inline constexpr char kPlaceholder = '\x7f';

// A row's pixels, the leftmost in the highest of kGlyphWidth bits. `row` counts from 0 at the top
// and is below kGlyphHeight. Anything but ' ' to '~' is the placeholder.
std::uint32_t glyph_row(char character, std::uint32_t row);

}  // namespace wavespeed_mock
