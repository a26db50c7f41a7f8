#include "media/picture_encoders.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/picture_decoders.h"

namespace wavespeed_mock::picture_encoders_test {
namespace {

DecodedPicture decode(const std::string& file, PictureFormat format) {
  switch (format) {
    case PictureFormat::png:
      return decode_png(file);
    case PictureFormat::jpeg:
      return decode_jpeg(file);
    case PictureFormat::webp:
      break;
  }
  return decode_webp(file);
}

std::vector<std::uint8_t> draw(const PictureSpec& spec) {
  const Picture picture(spec);
  std::vector<std::uint8_t> rgb(picture.row_bytes() * picture.height());
  for (std::uint32_t y = 0; y < picture.height(); ++y) {
    picture.draw_row(y, std::span(rgb).subspan(y * picture.row_bytes(), picture.row_bytes()));
  }
  return rgb;
}

// The maximum and the mean difference over all channels of all pixels.
struct Loss {
  int worst = 0;
  double mean = 0;
};

Loss loss(const std::vector<std::uint8_t>& before, const std::vector<std::uint8_t>& after) {
  Loss result;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const int difference = std::abs(int{before[i]} - int{after[i]});
    result.worst = std::max(result.worst, difference);
    result.mean += difference;
  }
  result.mean /= static_cast<double>(before.size());
  return result;
}

constexpr PictureFormat kFormats[] = {PictureFormat::png, PictureFormat::jpeg, PictureFormat::webp};

class EncodedPicture : public testing::TestWithParam<PictureFormat> {};
INSTANTIATE_TEST_SUITE_P(Formats, EncodedPicture, testing::ValuesIn(kFormats),
                         [](const auto& tested) {
                           return tested.param == PictureFormat::png    ? "png"
                                  : tested.param == PictureFormat::jpeg ? "jpeg"
                                                                        : "webp";
                         });

TEST_P(EncodedPicture, DecodesToThePictureAtAnySize) {
  struct Case {
    PictureSpec spec;
    double lossy_mean;  // the allowed mean change of a channel by a lossy format
  };
  const Case cases[] = {
      {{1, 1, 1}, 2},
      {{17, 3, 2}, 10},  // smaller than the blocks that share one colour
      {{256, 256, 3}, 2},
      {{1536, 512, 4}, 2},
      {{720, 1280, 5}, 2},
      {{1, kMaxPictureSide, 7}, 2},
      {{kMaxPictureSide, 1, 8}, 2},
  };
  for (const auto& [spec, lossy_mean] : cases) {
    SCOPED_TRACE(std::to_string(spec.width) + "x" + std::to_string(spec.height));
    const DecodedPicture decoded = decode(encode_picture(spec, GetParam()), GetParam());
    ASSERT_EQ(decoded.width, spec.width);
    ASSERT_EQ(decoded.height, spec.height);
    const std::vector<std::uint8_t> drawn = draw(spec);
    ASSERT_EQ(decoded.rgb.size(), drawn.size());
    const Loss lost = loss(drawn, decoded.rgb);
    const bool lossless = GetParam() == PictureFormat::png;
    EXPECT_LE(lost.worst, lossless ? 0 : 40);
    EXPECT_LE(lost.mean, lossless ? 0 : lossy_mean);
  }
}

TEST_P(EncodedPicture, IsDeterministic) {
  const PictureSpec spec{200, 100, 9};
  EXPECT_EQ(encode_picture(spec, GetParam()), encode_picture(spec, GetParam()));
}

TEST_P(EncodedPicture, DiffersBySeed) {
  EXPECT_NE(encode_picture({200, 100, 9}, GetParam()), encode_picture({200, 100, 10}, GetParam()));
}

// A file of a usual size is much smaller than three bytes per pixel.
TEST_P(EncodedPicture, CompressesWell) {
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    EXPECT_LT(encode_picture({1024, 1024, seed}, GetParam()).size(), 3u * 1024 * 1024 / 10) << seed;
  }
}

// Decoders stop at the last pixel, but other readers require the end marker with nothing after it.
TEST_P(EncodedPicture, EndsAsItsFormatRequires) {
  const std::string file = encode_picture({200, 100, 9}, GetParam());
  switch (GetParam()) {
    case PictureFormat::png:
      EXPECT_TRUE(file.ends_with("IEND\xae\x42\x60\x82"));
      break;
    case PictureFormat::jpeg:
      EXPECT_TRUE(file.ends_with("\xff\xd9"));
      break;
    case PictureFormat::webp: {
      // Bytes after the first eight, little-endian.
      std::size_t announced = 0;
      for (std::size_t i = 4; i-- > 0;) announced = announced << 8 | std::uint8_t(file[4 + i]);
      EXPECT_EQ(announced, file.size() - 8);
      break;
    }
  }
}

// Shows that the decoders above detect a broken file.
TEST_P(EncodedPicture, IsRefusedByDecodersWhenTruncated) {
  std::string file = encode_picture({200, 100, 9}, GetParam());
  file.resize(file.size() / 2);
  EXPECT_EQ(decode(file, GetParam()).width, 0u);
}

TEST_P(EncodedPicture, RefusesSidesOutOfRange) {
  EXPECT_THROW(encode_picture({0, 1, 0}, GetParam()), std::invalid_argument);
  EXPECT_THROW(encode_picture({1, kMaxPictureSide + 1, 0}, GetParam()), std::invalid_argument);
}

}  // namespace
}  // namespace wavespeed_mock::picture_encoders_test
