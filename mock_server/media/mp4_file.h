// A video output as an MP4 file: the task's picture, with a bar that shows how far the video has
// come. A function without state; any thread may call it.
#pragma once

#include <string>

#include "media/picture.h"

namespace wavespeed_mock {

inline constexpr std::uint32_t kFramesPerSecond = 24;

// A file of `seconds` (rounded to whole frames, at least one), its index before its frames, so
// that players can start at once. It has about 1.5 bytes for each pixel of the picture.
// Odd sides are one pixel longer in the file; sides above 4096 are halved until they are not.
std::string encode_mp4(const PictureSpec& picture, double seconds);

}  // namespace wavespeed_mock
