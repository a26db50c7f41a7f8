// The text on a picture: a dark band along its lower edge with a few lines of text, as large as the
// picture allows.
//
// A value that does not change; every function may be called from several threads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace wavespeed_mock {

// Three texts in UTF-8, below one another. Empty ones take no line.
struct Caption {
  std::string title;   // at most two lines
  std::string text;    // as many lines as are left
  std::string footer;  // one line
};

class CaptionBand {
 public:
  // Pictures with a side below this many pixels have no room for a caption.
  static constexpr std::uint32_t kMinSide = 96;

  // For a picture of that many pixels.
  CaptionBand(const Caption& caption, std::uint32_t width, std::uint32_t height);

  // Draws over a row of red, green and blue bytes as Picture::draw_row fills it.
  void draw_row(std::uint32_t y, std::span<std::uint8_t> rgb) const;

 private:
  void draw_line(const std::string& line, std::uint32_t row, std::span<std::uint8_t> rgb) const;

  std::uint32_t scale_ = 1;   // pixels of the picture for each of a glyph
  std::uint32_t margin_ = 0;  // pixels around the text
  std::uint32_t top_;         // the band's first row; the picture's height when there is none
  std::vector<std::string> lines_;
};

}  // namespace wavespeed_mock
