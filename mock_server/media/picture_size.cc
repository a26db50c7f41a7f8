#include "media/picture_size.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "media/picture.h"

namespace wavespeed_mock {
namespace {

constexpr std::uint32_t kLargestSide = kMaxPictureSide;

std::optional<std::uint32_t> parse_side(std::string_view text, std::uint32_t max) {
  std::uint32_t side = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), side);
  if (error != std::errc() || rest != text.data() + text.size() || side == 0 || side > max) {
    return std::nullopt;
  }
  return side;
}

std::optional<PictureSize> parse_pair(std::string_view text, char sign_between, std::uint32_t max) {
  const std::size_t sign = text.find(sign_between);
  if (sign == std::string_view::npos) return std::nullopt;
  const auto width = parse_side(text.substr(0, sign), max);
  const auto height = parse_side(text.substr(sign + 1), max);
  if (!width || !height) return std::nullopt;
  return PictureSize{*width, *height};
}

std::uint32_t to_multiple_of_8(double side) {
  return std::clamp(static_cast<std::uint32_t>(std::lround(side / 8)) * 8, 8U, kLargestSide);
}

}  // namespace

std::optional<PictureSize> parse_picture_size(std::string_view text) {
  return parse_pair(text, '*', kLargestSide);
}

std::optional<PictureSize> size_of_ratio(std::string_view aspect_ratio, double pixels) {
  constexpr std::uint32_t kMaxRatio = 100;
  const auto ratio = parse_pair(aspect_ratio, ':', kMaxRatio);
  if (!ratio) return std::nullopt;
  const double proportion = static_cast<double>(ratio->width) / ratio->height;
  const double height = std::sqrt(pixels / proportion);
  return PictureSize{to_multiple_of_8(height * proportion), to_multiple_of_8(height)};
}

}  // namespace wavespeed_mock
