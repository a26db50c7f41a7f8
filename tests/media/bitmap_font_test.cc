#include "media/bitmap_font.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace wavespeed_mock::bitmap_font_test {
namespace {

std::string drawn(char character) {
  std::string out;
  for (std::uint32_t row = 0; row < kGlyphHeight; ++row) {
    for (std::uint32_t i = kGlyphWidth; i-- > 0;) {
      out += (glyph_row(character, row) >> i & 1) != 0 ? '#' : '.';
    }
    out += '\n';
  }
  return out;
}

TEST(BitmapFont, DrawsLetters) {
  EXPECT_EQ(drawn('A'), ".###.\n#...#\n#...#\n#####\n#...#\n#...#\n#...#\n.....\n");
  EXPECT_EQ(drawn('g'), ".....\n.....\n.####\n#...#\n#...#\n.####\n....#\n.###.\n");
  EXPECT_EQ(drawn('/'), "....#\n....#\n...#.\n..#..\n.#...\n#....\n#....\n.....\n");
  EXPECT_EQ(drawn(' ').find('#'), std::string::npos);
}

TEST(BitmapFont, DrawsEachCharacterDifferently) {
  std::map<std::string, char> glyphs;
  for (char c = ' '; c <= '~'; ++c) {
    const auto [other, is_new] = glyphs.emplace(drawn(c), c);
    EXPECT_TRUE(is_new) << c << " looks like " << other->second;
  }
  EXPECT_FALSE(glyphs.contains(drawn(kPlaceholder)));
}

TEST(BitmapFont, DrawsABoxForUnknownCharacters) {
  const std::string box = drawn(kPlaceholder);
  EXPECT_EQ(box, "#####\n#...#\n#...#\n#...#\n#...#\n#...#\n#####\n.....\n");
  for (const char c : {'\0', '\n', '\x1f', '\x80', '\xff'}) EXPECT_EQ(drawn(c), box) << int{c};
}

}  // namespace
}  // namespace wavespeed_mock::bitmap_font_test
