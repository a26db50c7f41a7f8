#include "media/mp4_file.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>

namespace wavespeed_mock::mp4_file_test {
namespace {

std::uint32_t number(const std::string& bytes, std::size_t at, std::size_t size = 4) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes.at(at + i));
  }
  return value;
}

// The contents of all boxes by name, including boxes that contain boxes.
using Boxes = std::map<std::string, std::string>;

void collect(const std::string& bytes, Boxes& boxes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::uint32_t size = number(bytes, at);
    ASSERT_GE(size, 8U);
    ASSERT_LE(at + size, bytes.size());
    const std::string name = bytes.substr(at + 4, 4);
    const std::string content = bytes.substr(at + 8, size - 8);
    boxes[name] = content;
    for (const char* container : {"moov", "trak", "mdia", "minf", "dinf", "stbl"}) {
      if (name == container) collect(content, boxes);
    }
    at += size;
  }
}

Boxes boxes_of(const std::string& file) {
  Boxes boxes;
  collect(file, boxes);
  return boxes;
}

TEST(Mp4File, HasTheRequestedSizeAndDuration) {
  struct Case {
    std::uint32_t width, height, coded_width, coded_height;
    double seconds;
    std::uint32_t frames;
  };
  for (const Case& c : {Case{1280, 720, 1280, 720, 5, 120}, Case{853, 481, 854, 482, 7.3, 175},
                        Case{64, 64, 64, 64, 600, 14'400}, Case{64, 64, 64, 64, 0, 1},
                        Case{8192, 16, 4096, 8, 1, 24}, Case{1, 1, 2, 2, 1, 24}}) {
    const std::string file = encode_mp4({c.width, c.height, 3}, c.seconds);
    Boxes boxes = boxes_of(file);
    const std::string& track = boxes["tkhd"];
    EXPECT_EQ(number(track, track.size() - 8) >> 16, c.coded_width);
    EXPECT_EQ(number(track, track.size() - 4) >> 16, c.coded_height);
    EXPECT_EQ(number(boxes["stsd"], 8 + 8 + 24, 2), c.coded_width);
    EXPECT_EQ(number(boxes["stsd"], 8 + 8 + 26, 2), c.coded_height);
    EXPECT_EQ(number(boxes["mvhd"], 12), 24'000U) << "units per second";
    for (const std::uint32_t duration :
         {number(boxes["mvhd"], 16), number(boxes["mdhd"], 16), number(track, 20)}) {
      EXPECT_EQ(duration, c.frames * 1'000);
    }
    EXPECT_EQ(number(boxes["stts"], 8), c.frames);
    EXPECT_EQ(number(boxes["stts"], 12), 1'000U);
  }
}

TEST(Mp4File, LocatesItsFrames) {
  const std::string file = encode_mp4({64, 48, 3}, 2);
  Boxes boxes = boxes_of(file);
  EXPECT_EQ(file.substr(4, 8), "ftypisom");
  EXPECT_LT(file.find("moov"), file.find("mdat")) << "players can start at once";
  const std::uint32_t count = number(boxes["stsz"], 8);
  ASSERT_EQ(count, 48U);
  EXPECT_EQ(number(boxes["stsc"], 12), count);
  std::size_t at = number(boxes["stco"], 8);
  EXPECT_EQ(at, file.size() - boxes["mdat"].size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t size = number(boxes["stsz"], 12 + 4 * i);
    EXPECT_EQ(number(file, at), size - 4) << "one unit fills the frame";
    EXPECT_EQ(file[at + 4], i == 0 ? 0x65 : 0x41);
    at += size;
  }
  EXPECT_EQ(at, file.size());
}

TEST(Mp4File, IsDeterministicAndDiffersBySeed) {
  EXPECT_EQ(encode_mp4({64, 48, 3}, 2), encode_mp4({64, 48, 3}, 2));
  EXPECT_NE(encode_mp4({64, 48, 3}, 2), encode_mp4({64, 48, 4}, 2));
}

}  // namespace
}  // namespace wavespeed_mock::mp4_file_test
