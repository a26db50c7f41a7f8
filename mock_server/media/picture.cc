#include "media/picture.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "base/value/random.h"

namespace wavespeed_mock {
namespace {

// The numbers a picture is made of, one after the other.
class Choices {
 public:
  explicit Choices(std::uint64_t seed) : draws_(seed, {}) {}

  // Uniform in [least, most].
  std::int32_t between(std::int32_t min, std::int32_t max) {
    const auto count = static_cast<std::uint64_t>(max - min) + 1;
    return min + static_cast<std::int32_t>(draws_.bits(RandomStream::picture, ordinal_++) % count);
  }

 private:
  SeededRandom draws_;
  std::uint64_t ordinal_ = 0;
};

constexpr std::int32_t kWheel = 6 * 256;  // steps of hue around the colour wheel

// `saturation` and `value` of 256.
std::array<std::int32_t, 3> colour(std::int32_t hue, std::int32_t saturation, std::int32_t value) {
  std::array<std::int32_t, 3> rgb;
  for (std::int32_t i = 0; i < 3; ++i) {
    // How far the hue is from this channel's own: full for one sixth of the wheel to either side,
    // nothing from two sixths on.
    const std::int32_t turned = (hue + kWheel - i * kWheel / 3) % kWheel;
    const std::int32_t distance = std::min(turned, kWheel - turned);
    const std::int32_t purity = std::clamp(512 - distance, 0, 256);
    const std::int32_t channel = 256 - saturation + saturation * purity / 256;
    rgb[static_cast<std::size_t>(i)] = channel * value * 255 / (256 * 256);
  }
  return rgb;
}

// `opacity` of 256.
void blend(std::uint8_t* pixel, const std::array<std::int32_t, 3>& paint, std::int32_t opacity) {
  for (std::size_t i = 0; i < 3; ++i) {
    const std::int32_t below = pixel[i];
    pixel[i] = static_cast<std::uint8_t>(below + (((paint[i] - below) * opacity + 128) >> 8));
  }
}

// The largest whole number whose square is at most `square`; -1 when there is none. Exact, because
// the square root of a double is rounded correctly and the squares here are far below 2^53.
std::int64_t whole_root(std::int64_t square) {
  return square < 0 ? -1 : static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
}

void require_side(const char* name, std::uint32_t side) {
  if (side >= 1 && side <= kMaxPictureSide) return;
  throw std::invalid_argument(std::string("a picture's ") + name + " is 1 to " +
                              std::to_string(kMaxPictureSide) + " pixels, not " +
                              std::to_string(side));
}

}  // namespace

Picture::Picture(const PictureSpec& spec)
    : width_(spec.width), height_(spec.height), caption_(spec.caption, spec.width, spec.height) {
  require_side("width", width_);
  require_side("height", height_);

  // One choice per statement: the order of a call's arguments is up to the compiler.
  Choices choices(spec.seed);
  const std::int32_t hue = choices.between(0, kWheel - 1);
  // Far enough around the wheel to be seen, near enough not to pass through mud on the way.
  const std::int32_t turn = choices.between(kWheel / 8, kWheel / 4);
  const std::int32_t pale = choices.between(120, 180);
  const std::int32_t deep = choices.between(160, 210);
  const std::int32_t dark = choices.between(150, 220);
  from_ = colour(hue, pale, 250);
  to_ = colour((hue + turn) % kWheel, deep, dark);
  sideways_ = choices.between(64, 160);
  mirrored_ = choices.between(0, 1) == 1;

  const auto width = static_cast<std::int32_t>(width_);
  const auto height = static_cast<std::int32_t>(height_);
  const std::int32_t side = std::min(width, height);
  for (Disc& disc : discs_) {
    disc.x = choices.between(0, width - 1);
    disc.y = choices.between(0, height - 1);
    disc.radius = std::max(1, side * choices.between(10, 45) / 100);
    const std::int32_t tint = choices.between(0, turn);
    const std::int32_t strength = choices.between(20, 110);
    disc.colour = colour((hue + tint) % kWheel, strength, 256);
    disc.opacity = choices.between(40, 90);
  }
}

void Picture::draw_row(std::uint32_t y, std::span<std::uint8_t> rgb) const {
  draw_gradient(y, rgb);
  for (const Disc& disc : discs_) draw_disc(disc, y, rgb);
  caption_.draw_row(y, rgb);
}

void Picture::draw_gradient(std::uint32_t y, std::span<std::uint8_t> rgb) const {
  // Colours with 16 bits of fraction: at the row's left end, and what each pixel adds. The step is
  // cut off by less than 2^-16, so at the right end of the longest row the error is at most 1/8.
  Colour at;
  Colour step;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::int64_t way = std::int64_t{to_[i] - from_[i]} << 16;
    const std::int64_t across = way * sideways_ / 256;
    const std::int64_t down = (way - across) * y / height_;
    at[i] =
        static_cast<std::int32_t>((std::int64_t{from_[i]} << 16) + down + (mirrored_ ? across : 0));
    step[i] = static_cast<std::int32_t>(across / width_) * (mirrored_ ? -1 : 1);
  }
  std::uint8_t* pixel = rgb.data();
  for (std::uint32_t x = 0; x < width_; ++x, pixel += 3) {
    for (std::size_t i = 0; i < 3; ++i) {
      pixel[i] = static_cast<std::uint8_t>(at[i] >> 16);
      at[i] += step[i];
    }
  }
}

void Picture::draw_disc(const Disc& disc, std::uint32_t y, std::span<std::uint8_t> rgb) const {
  // Near the rim, (radius² - distance²) / (2 radius) is how deep a pixel lies inside: it is fully
  // covered from half a pixel on, and not at all from half a pixel outside.
  const std::int64_t dy = std::int64_t{y} - disc.y;
  const std::int64_t rim = disc.radius * disc.radius + disc.radius - dy * dy;
  const std::int64_t outer = whole_root(rim);
  if (outer < 0) return;
  const std::int64_t inner = whole_root(rim - 2 * disc.radius);

  const auto inside = [this](std::int64_t x) {
    return std::clamp<std::int64_t>(x, 0, std::int64_t{width_});
  };
  const std::int64_t first = inside(disc.x - outer);
  const std::int64_t last = inside(disc.x + outer + 1);
  const std::int64_t full_first = inside(inner < 0 ? disc.x : disc.x - inner);
  const std::int64_t full_last = inside(inner < 0 ? disc.x : disc.x + inner + 1);

  const auto blend_rim = [&](std::int64_t x) {
    const std::int64_t dx = x - disc.x;
    const std::int64_t covered = (rim - dx * dx) * disc.opacity / (2 * disc.radius);
    blend(&rgb[static_cast<std::size_t>(3 * x)], disc.colour, static_cast<std::int32_t>(covered));
  };
  for (std::int64_t x = first; x < full_first; ++x) blend_rim(x);
  for (std::int64_t x = full_first; x < full_last; ++x) {
    blend(&rgb[static_cast<std::size_t>(3 * x)], disc.colour, disc.opacity);
  }
  for (std::int64_t x = full_last; x < last; ++x) blend_rim(x);
}

}  // namespace wavespeed_mock
