// Sizes of pictures as the service writes them: "1024*768", width first, in pixels.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wavespeed_mock {

struct PictureSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;

  friend bool operator==(PictureSize, PictureSize) = default;
};

// Nullopt unless both sides are whole numbers from 1 to kMaxPictureSide with an asterisk in
// between.
std::optional<PictureSize> parse_picture_size(std::string_view text);

// The size of `pixels` pixels in all with the proportions of "16:9", each side a multiple of 8.
// Nullopt when `aspect_ratio` is not "W:H" with sides from 1 to 100.
std::optional<PictureSize> size_of_ratio(std::string_view aspect_ratio, double pixels);

}  // namespace wavespeed_mock
