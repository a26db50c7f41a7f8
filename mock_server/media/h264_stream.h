// The smallest part of H.264 that shows a still picture with a bar that grows along its upper edge:
// frames of unpredicted, uncompressed blocks, and of blocks that repeat the frame before. Every
// decoder of the Constrained Baseline profile plays it, and no encoder is needed.
//
// A value that does not change; every function may be called from several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "media/picture.h"

namespace wavespeed_mock {

class H264Stream {
 public:
  // `frames` is how many the whole stream has, at least 1; the sides of the picture are even, as
  // half of the lines have no colour of their own. Throws std::invalid_argument when they are not.
  H264Stream(const PictureSpec& picture, std::uint32_t frames);

  // Parameter sets, without the length or start code that a container puts before them.
  std::string sequence_parameters() const;
  std::string picture_parameters() const;

  // Appends a frame in decoding order, which is that of display, each of its units after its length
  // in four bytes. Frame 0 is coded by itself, every other one as a change of the one before.
  void append_frame(std::string& out, std::uint32_t index) const;

 private:
  std::string first_frame() const;
  std::string later_frame(std::uint32_t index) const;
  // How many of the blocks of the upper edge the bar covers.
  std::uint32_t bar_blocks(std::uint32_t frame) const;

  Picture picture_;
  std::uint32_t frames_;
  std::uint32_t blocks_across_;  // blocks of 16 by 16 pixels
  std::uint32_t blocks_down_;
};

}  // namespace wavespeed_mock
