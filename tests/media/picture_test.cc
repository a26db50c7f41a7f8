#include "media/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace wavespeed_mock::picture_test {
namespace {

using Bytes = std::vector<std::uint8_t>;

// All rows, from top to bottom; bytes that are not written stay `blank`.
Bytes draw(const PictureSpec& spec, std::uint8_t blank = 0) {
  const Picture picture(spec);
  Bytes pixels(picture.row_bytes() * picture.height(), blank);
  for (std::uint32_t y = 0; y < picture.height(); ++y) {
    picture.draw_row(y, std::span(pixels).subspan(y * picture.row_bytes(), picture.row_bytes()));
  }
  return pixels;
}

double mean_difference(const Bytes& a, const Bytes& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(int{a[i]} - int{b[i]});
  return sum / static_cast<double>(a.size());
}

// FNV-1a.
std::uint64_t checksum(const Bytes& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3;
  return hash;
}

// Users may store the pictures of a seed, so a change must be intentional.
TEST(Picture, IsTheSameInEveryVersion) {
  struct Case {
    PictureSpec spec;
    std::uint64_t checksum;
  };
  const Case cases[] = {
      {{64, 48, 0}, 0x87b9530ee1089456},
      {{64, 48, 1}, 0xf32e2eae019265b4},
      {{1, 1, 2}, 0xb641b81c4eccd7e3},
      {{300, 20, 0xffffffffffffffff}, 0x88845b74b0e8c53e},
      {{100, 120, 3, {"acme/x", "A cat", "100x120 png"}}, 0xa0d8a5cd6314c94b},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(checksum(draw(c.spec)), c.checksum)
        << c.spec.width << "x" << c.spec.height << " seed " << c.spec.seed;
  }
}

TEST(Picture, FillsEveryByteAtAnySize) {
  const PictureSpec specs[] = {{1, 1, 3},
                               {17, 3, 4},
                               {3, 17, 5},
                               {64, 64, 6},
                               {1, kMaxPictureSide, 7},
                               {kMaxPictureSide, 1, 8}};
  for (const PictureSpec& spec : specs) {
    SCOPED_TRACE(std::to_string(spec.width) + "x" + std::to_string(spec.height));
    EXPECT_EQ(draw(spec, 0), draw(spec, 255));
    EXPECT_EQ(draw(spec).size(), std::size_t{3} * spec.width * spec.height);
  }
}

TEST(Picture, CanBeDrawnRowByRowInAnyOrder) {
  const PictureSpec spec{40, 30, 11};
  const Bytes downwards = draw(spec);
  const Picture picture(spec);
  Bytes row(picture.row_bytes());
  for (std::uint32_t y = picture.height(); y-- > 0;) {
    picture.draw_row(y, row);
    EXPECT_TRUE(std::equal(row.begin(), row.end(), downwards.begin() + y * row.size())) << y;
  }
}

TEST(Picture, DiffersVisiblyBySeed) {
  std::vector<Bytes> pictures;
  for (std::uint64_t seed = 0; seed < 12; ++seed) pictures.push_back(draw({64, 64, seed}));
  for (std::size_t a = 0; a < pictures.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      EXPECT_GT(mean_difference(pictures[a], pictures[b]), 10) << "seeds " << b << " and " << a;
    }
  }
}

TEST(Picture, IsNeverASingleFlatColour) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Bytes pixels = draw({32, 32, seed});
    int widest = 0;
    for (std::size_t channel = 0; channel < 3; ++channel) {
      int min = 255;
      int max = 0;
      for (std::size_t i = channel; i < pixels.size(); i += 3) {
        min = std::min(min, int{pixels[i]});
        max = std::max(max, int{pixels[i]});
      }
      widest = std::max(widest, max - min);
    }
    EXPECT_GE(widest, 40) << "seed " << seed;
  }
}

// A colour channel that overflows would cause a larger step than any gradient or translucent edge.
TEST(Picture, HasNoHarshEdges) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Bytes pixels = draw({128, 128, seed});
    int steepest = 0;
    for (std::size_t i = 3; i < pixels.size(); ++i) {
      if (i % (128 * 3) < 3) continue;  // a row's first pixel has no left neighbour
      steepest = std::max(steepest, std::abs(int{pixels[i]} - int{pixels[i - 3]}));
    }
    EXPECT_LE(steepest, 80) << "seed " << seed;
  }
}

TEST(Picture, CarriesItsCaption) {
  const Bytes plain = draw({240, 240, 5});
  const Bytes captioned = draw({240, 240, 5, {.title = "acme/x"}});
  const std::size_t band = plain.size() - std::size_t{3} * 240 * 22;
  EXPECT_TRUE(std::equal(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(band),
                         captioned.begin()));
  EXPECT_EQ(captioned.back(), plain.back() * 5 / 16);
  EXPECT_NE(std::find(captioned.begin() + static_cast<std::ptrdiff_t>(band), captioned.end(), 250),
            captioned.end());
}

TEST(Picture, RefusesSidesOutOfRange) {
  const PictureSpec specs[] = {
      {0, 1, 0}, {1, 0, 0}, {kMaxPictureSide + 1, 1, 0}, {1, kMaxPictureSide + 1, 0}};
  for (const PictureSpec& spec : specs) {
    EXPECT_THROW(Picture{spec}, std::invalid_argument) << spec.width << "x" << spec.height;
  }
}

}  // namespace
}  // namespace wavespeed_mock::picture_test
