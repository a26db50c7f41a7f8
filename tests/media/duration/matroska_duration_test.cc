#include "media/duration/matroska_duration.h"

#include <gtest/gtest.h>

#include <bit>
#include <string>

#include "support/media_files.h"

namespace wavespeed_mock::matroska_duration_test {
namespace {

const std::string kHead = element(0x1a45dfa3, element(0x4282, "webm"));

std::string segment(const std::string& elements) {
  return kHead + element(0x18538067, elements);
}
std::string info(const std::string& elements) {
  return element(0x1549a966, elements);
}
std::string duration(double units) {
  return element(0x4489, big(std::bit_cast<std::uint64_t>(units), 8));
}
std::string scale(std::uint32_t nanoseconds) {
  return element(0x2ad7b1, big(nanoseconds, 4));
}
std::string timestamp(std::uint32_t units) {
  return element(0xe7, big(units, 4));
}
// A block of track 1, so long after its cluster begins.
std::string block(std::uint32_t id, int units) {
  return element(id, "\x81" + big(static_cast<std::uint64_t>(units), 2) + '\x80' + "frame");
}
constexpr std::uint32_t kSimple = 0xa3;

TEST(MatroskaDuration, IsWhatTheFileSays) {
  EXPECT_EQ(matroska_seconds(segment(info(duration(2500)))), 2.5);
  EXPECT_EQ(matroska_seconds(segment(info(scale(100'000) + duration(2500)))), 0.25);
  EXPECT_EQ(matroska_seconds(segment(info(duration(2500) + scale(100'000)))), 0.25);
  const std::string in_four_bytes = element(0x4489, big(std::bit_cast<std::uint32_t>(1500.0F), 4));
  EXPECT_EQ(matroska_seconds(segment(element(0x114d9b74, "seek") + info(in_four_bytes))), 1.5);
  EXPECT_EQ(matroska_seconds(kHead + open_element(0x18538067) + info(duration(9000))), 9);
  // It may come after the frames.
  EXPECT_EQ(matroska_seconds(segment(element(0x1f43b675, timestamp(100)) + info(duration(7000)))),
            7);
}

TEST(MatroskaDuration, IsTheLastBlockWhereTheFileDoesNotSayIt) {
  const std::string known = element(0x1f43b675, timestamp(0) + block(kSimple, 40)) +
                            element(0x1f43b675, timestamp(3000) + block(kSimple, 500));
  EXPECT_EQ(matroska_seconds(segment(info(scale(1'000'000)) + known)), 3.5);
  // What browsers record: neither the segment nor its clusters have a length.
  const std::string recorded = kHead + open_element(0x18538067) + info("") +
                               open_element(0x1f43b675) + timestamp(0) + block(kSimple, 40) +
                               open_element(0x1f43b675) + timestamp(3000) + block(kSimple, 250);
  EXPECT_EQ(matroska_seconds(recorded), 3.25);
  EXPECT_EQ(matroska_seconds(recorded + open_element(0x1f43b675) + timestamp(4000)), 4);
}

TEST(MatroskaDuration, CountsTheDurationOfTheLastBlock) {
  const std::string group = element(0xa0, block(0xa1, 500) + element(0x9b, big(120, 1)));
  EXPECT_EQ(matroska_seconds(segment(element(0x1f43b675, timestamp(3000) + group))), 3.62);
}

// Frames that are shown in another order than they are stored in.
TEST(MatroskaDuration, TakesTheLatestTimeAndTimesBeforeTheCluster) {
  const std::string frames = block(kSimple, 80) + block(kSimple, 40) + block(kSimple, -20);
  EXPECT_EQ(matroska_seconds(segment(element(0x1f43b675, timestamp(1000) + frames))), 1.08);
}

TEST(MatroskaDuration, IsUnknownWithoutTimes) {
  EXPECT_EQ(matroska_seconds(kHead), std::nullopt);
  EXPECT_EQ(matroska_seconds(segment(info(scale(5)))), std::nullopt);
  EXPECT_EQ(matroska_seconds(segment(info(element(0x4489, "abc")))), std::nullopt);
}

}  // namespace
}  // namespace wavespeed_mock::matroska_duration_test
