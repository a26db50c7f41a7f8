#include "media/caption.h"

#include <gtest/gtest.h>

#include <vector>

#include "media/bitmap_font.h"

namespace wavespeed_mock::caption_test {
namespace {

constexpr std::uint8_t kGrey = 160;
constexpr std::uint8_t kDark = 50;
constexpr std::uint8_t kInk = 250;

// One channel of a grey picture with a caption.
struct Drawn {
  Drawn(const Caption& caption, std::uint32_t width_given, std::uint32_t height_given)
      : width(width_given), height(height_given) {
    const CaptionBand band(caption, width, height);
    for (std::uint32_t y = 0; y < height; ++y) {
      std::vector<std::uint8_t> row(3 * width, kGrey);
      band.draw_row(y, row);
      for (std::uint32_t x = 0; x < width; ++x) {
        EXPECT_EQ(row[3 * x], row[3 * x + 1]);
        EXPECT_EQ(row[3 * x], row[3 * x + 2]);
        pixels.push_back(row[3 * x]);
      }
    }
  }

  std::uint8_t at(std::uint32_t x, std::uint32_t y) const { return pixels[y * width + x]; }
  // The number of darkened rows, all at the lower edge.
  std::uint32_t band_height() const {
    std::uint32_t rows = 0;
    while (rows < height && at(0, height - 1 - rows) == kDark) ++rows;
    return rows;
  }

  std::uint32_t width;
  std::uint32_t height;
  std::vector<std::uint8_t> pixels;
};

// Checks the character whose top left corner is at (left, top).
void expect_character(const Drawn& drawn, char c, std::uint32_t left, std::uint32_t top,
                      std::uint32_t scale) {
  for (std::uint32_t y = 0; y < kGlyphHeight * scale; ++y) {
    for (std::uint32_t x = 0; x < kGlyphWidth * scale; ++x) {
      const bool ink = (glyph_row(c, y / scale) >> (kGlyphWidth - 1 - x / scale) & 1) != 0;
      ASSERT_EQ(drawn.at(left + x, top + y), ink ? kInk : kDark) << c << " at " << x << ',' << y;
    }
  }
}

TEST(Caption, WritesItsLinesOnADarkBand) {
  const Drawn drawn({.title = "acme/x", .text = "A cat", .footer = "240x240"}, 240, 240);
  // Three lines of ten pixels, and two margins of six.
  EXPECT_EQ(drawn.band_height(), 42U);
  EXPECT_EQ(drawn.at(120, 240 - 43), kGrey);
  const std::uint32_t top = 240 - 42 + 6;
  expect_character(drawn, 'a', 6, top, 1);
  expect_character(drawn, 'c', 12, top, 1);
  expect_character(drawn, 'A', 6, top + 10, 1);
  expect_character(drawn, ' ', 12, top + 10, 1);
  expect_character(drawn, 't', 6 + 4 * 6, top + 10, 1);
  expect_character(drawn, '2', 6, top + 20, 1);
}

TEST(Caption, GrowsWithThePicture) {
  const Drawn drawn({.title = "g"}, 1280, 720);
  EXPECT_EQ(drawn.band_height(), 3 * (10U + 12));
  expect_character(drawn, 'g', 18, 720 - 66 + 18, 3);
  EXPECT_EQ(Drawn({.title = "g"}, 479, 500).band_height(), 22U);
  EXPECT_EQ(Drawn({.title = "g"}, 480, 500).band_height(), 44U);
}

TEST(Caption, LeavesRoomForTheFooterAndThePicture) {
  const std::string words(5'000, 'w');
  const Drawn drawn({.title = words, .text = words, .footer = "end"}, 240, 240);
  // (240 * 3 / 5 - 12) / 10 lines
  EXPECT_EQ(drawn.band_height(), 13 * 10U + 12);
  expect_character(drawn, 'e', 6, 240 - 6 - 10, 1);
  // 38 columns: the text's last line ends with an ellipsis, as does the title's second.
  const std::uint32_t last = 6 + 37 * 6;
  const std::uint32_t top = 240 - 142 + 6;
  expect_character(drawn, '.', last, top + 11 * 10, 1);
  expect_character(drawn, 'w', last, top + 10 * 10, 1);
  expect_character(drawn, '.', last, top + 10, 1);
  EXPECT_EQ(drawn.at(last + 6, top), kDark) << "the margin";
}

TEST(Caption, FitsTheSmallestCaptionedPicture) {
  const std::string words(500, 'w');
  const Drawn drawn({.title = words, .text = words, .footer = words}, 96, 96);
  EXPECT_EQ(drawn.band_height(), 4 * 10U + 12);
  EXPECT_EQ(Drawn({.title = "x"}, 95, 500).band_height(), 0U);
  EXPECT_EQ(Drawn({.title = "x"}, 500, 95).band_height(), 0U);
}

TEST(Caption, TakesNoSpaceWhenEmpty) {
  EXPECT_EQ(Drawn({}, 240, 240).band_height(), 0U);
  EXPECT_EQ(Drawn({.title = " \n"}, 240, 240).band_height(), 0U);
  EXPECT_EQ(Drawn({.text = "x"}, 240, 240).band_height(), 22U);
}

}  // namespace
}  // namespace wavespeed_mock::caption_test
