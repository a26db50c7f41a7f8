// The picture of an image output: two colours that blend into each other under a few translucent
// discs, below a caption. The seed chooses all but the caption, so the same address always serves
// the same bytes.
//
// A value without state that changes; every function may be called from several threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "media/caption.h"

namespace wavespeed_mock {

// Pixels. Both sides may be as long at once; at twice that, WebP's 512 KiB for the modes of all
// blocks are too few.
inline constexpr std::uint32_t kMaxPictureSide = 8192;

struct PictureSpec {
  std::uint32_t width = 1024;  // pixels, 1 to kMaxPictureSide
  std::uint32_t height = 1024;
  std::uint64_t seed = 0;
  Caption caption{};
};

// Rows are computed when they are asked for, in any order, so that a large picture needs no memory.
class Picture {
 public:
  // Throws std::invalid_argument when a side is out of range.
  explicit Picture(const PictureSpec& spec);

  std::uint32_t width() const { return width_; }
  std::uint32_t height() const { return height_; }
  std::size_t row_bytes() const { return std::size_t{3} * width_; }

  // Fills `rgb`, of row_bytes() bytes, with red, green and blue of each pixel, left to right.
  // `y` counts from 0 at the top and is below height().
  void draw_row(std::uint32_t y, std::span<std::uint8_t> rgb) const;

 private:
  using Colour = std::array<std::int32_t, 3>;  // red, green, blue; 0 to 255

  struct Disc {
    std::int64_t x;  // centre and radius in pixels
    std::int64_t y;
    std::int64_t radius;
    Colour colour;
    std::int32_t opacity;  // of 256
  };

  void draw_gradient(std::uint32_t y, std::span<std::uint8_t> rgb) const;
  void draw_disc(const Disc& disc, std::uint32_t y, std::span<std::uint8_t> rgb) const;

  std::uint32_t width_;
  std::uint32_t height_;
  Colour from_;            // in the upper left corner; in the upper right one when mirrored
  Colour to_;              // in the corner opposite to it
  std::int32_t sideways_;  // how much of the way, of 256, is made from left to right
  bool mirrored_;
  std::array<Disc, 5> discs_;
  CaptionBand caption_;
};

}  // namespace wavespeed_mock
