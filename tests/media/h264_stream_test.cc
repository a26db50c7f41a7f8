#include "media/h264_stream.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace wavespeed_mock::h264_stream_test {
namespace {

// Reads the payload of a unit as a decoder does; section 9.1 defines the codes.
class BitReader {
 public:
  explicit BitReader(const std::string& unit) : payload_(unit.substr(1)) {}
  std::uint32_t bits(int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i, ++at_) {
      value = value << 1 | (static_cast<std::uint8_t>(payload_.at(at_ / 8)) >> (7 - at_ % 8) & 1);
    }
    return value;
  }
  std::uint32_t code() {
    int zeros = 0;
    while (bits(1) == 0) ++zeros;
    return (1U << zeros) - 1 + bits(zeros);
  }

 private:
  std::string payload_;
  std::size_t at_ = 0;
};

std::string frame(const H264Stream& stream, std::uint32_t index) {
  std::string out;
  stream.append_frame(out, index);
  return out;
}

TEST(H264Stream, StatesTheSizeOfThePicture) {
  struct Case {
    std::uint32_t width, height, across, down, level;
  };
  for (const Case& c : std::vector<Case>{{1280, 720, 80, 45, 31},
                                         {1920, 1080, 120, 68, 41},
                                         {854, 482, 54, 31, 31},
                                         {832, 480, 52, 30, 30},
                                         {3840, 2160, 240, 135, 51},
                                         {4096, 4096, 256, 256, 60},
                                         {2, 2, 1, 1, 30}}) {
    const H264Stream stream({c.width, c.height, 1}, 2);
    const std::string unit = stream.sequence_parameters();
    EXPECT_EQ(unit[0], 0x67);
    BitReader reader(unit);
    EXPECT_EQ(reader.bits(8), 66U);  // Baseline
    EXPECT_EQ(reader.bits(8), 0xc0U);
    EXPECT_EQ(reader.bits(8), c.level) << c.width;
    for (const std::uint32_t expected : {0U, 0U, 2U, 1U}) EXPECT_EQ(reader.code(), expected);
    EXPECT_EQ(reader.bits(1), 0U);
    EXPECT_EQ(reader.code() + 1, c.across);
    EXPECT_EQ(reader.code() + 1, c.down);
    EXPECT_EQ(reader.bits(3), 7U);
    EXPECT_EQ(reader.code(), 0U);
    EXPECT_EQ(16 * c.across - 2 * reader.code(), c.width);
    EXPECT_EQ(reader.code(), 0U);
    EXPECT_EQ(16 * c.down - 2 * reader.code(), c.height);
  }
  EXPECT_THROW(H264Stream({15, 16, 1}, 2), std::invalid_argument);
  EXPECT_THROW(H264Stream({16, 15, 1}, 2), std::invalid_argument);
}

// The headers of the frame and of a block, then 256 luma samples in rows of 16.
TEST(H264Stream, StartsWithThePicture) {
  const PictureSpec spec{40, 20, 7};
  const Picture picture(spec);
  const std::string bytes = frame(H264Stream(spec, 3), 0);
  constexpr std::size_t kHead = 4 + 1 + 4;
  constexpr std::size_t kBlock = 384 + 2;
  constexpr std::size_t kBlocks = 3 * 2;
  ASSERT_EQ(bytes.size(), kHead + kBlocks * kBlock - 2 + 1);
  EXPECT_EQ(bytes.substr(0, 5), std::string("\0\0\x09\x10\x65", 5)) << "its length and its type";

  std::vector<std::uint8_t> row(picture.row_bytes());
  for (std::uint32_t y = 0; y < 20; ++y) {
    picture.draw_row(y, row);
    for (std::uint32_t x = 0; x < 40; ++x) {
      const std::size_t block = x / 16 + 3 * (y / 16);
      const std::size_t at = kHead + block * kBlock + x % 16 + y % 16 * 16;
      const double expected =
          16 +
          (0.2126 * row[3 * x] + 0.7152 * row[3 * x + 1] + 0.0722 * row[3 * x + 2]) * 219 / 255;
      ASSERT_NEAR(static_cast<std::uint8_t>(bytes[at]), expected, 0.51) << x << ',' << y;
    }
  }
}

TEST(H264Stream, ContinuesWithABarThatGrows) {
  constexpr std::uint32_t kFrames = 25;
  const H264Stream stream({320, 64, 7}, kFrames);  // 20 blocks across
  std::uint32_t covered = 0;
  for (std::uint32_t i = 1; i < kFrames; ++i) {
    const std::string bytes = frame(stream, i);
    EXPECT_EQ(bytes[4], 0x41);
    const std::size_t blocks = bytes.size() / 384;
    EXPECT_LT(bytes.size(), blocks * 387 + 16);
    BitReader reader(bytes.substr(4));
    EXPECT_EQ(reader.code(), 0U);
    EXPECT_EQ(reader.code(), 5U) << "predicted";
    EXPECT_EQ(reader.code(), 0U);
    EXPECT_EQ(reader.bits(4), i % 16) << "frame_num";
    EXPECT_EQ(reader.bits(3), 0U);
    EXPECT_EQ(reader.code(), 0U);
    EXPECT_EQ(reader.code(), 1U);
    EXPECT_EQ(reader.code(), blocks > 0 ? covered : 80U) << "repeated blocks";
    covered += static_cast<std::uint32_t>(blocks);
    EXPECT_EQ(covered, 20 * i / (kFrames - 1)) << "frame " << i;
  }
  EXPECT_EQ(covered, 20U);
}

// A decoder that searches for start codes must find none inside a unit.
TEST(H264Stream, ContainsNoStartCode) {
  const auto expect_none = [](const std::string& unit) {
    for (const char c : {'\0', '\1', '\2', '\3'}) {
      EXPECT_EQ(unit.find(std::string{'\0', '\0', c}), std::string::npos);
    }
  };
  for (const std::uint32_t width : {2U, 16U, 256U, 1'024U, 2'048U, 4'094U, 4'096U, 8'192U}) {
    for (const std::uint32_t height : {2U, 16U, 256U, 1'024U, 2'048U, 4'094U, 4'096U, 8'192U}) {
      const H264Stream stream({width, height, 7}, 40);
      expect_none(stream.sequence_parameters());
      expect_none(stream.picture_parameters());
      for (std::uint32_t i = 1; i < 40; ++i) expect_none(frame(stream, i).substr(4));
    }
  }
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    expect_none(frame(H264Stream({256, 256, seed}, 1), 0).substr(4));
  }
}

}  // namespace
}  // namespace wavespeed_mock::h264_stream_test
