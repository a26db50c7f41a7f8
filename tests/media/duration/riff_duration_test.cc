#include "media/duration/riff_duration.h"

#include <gtest/gtest.h>

#include <string>

#include "media/duration/media_duration.h"
#include "support/media_files.h"

namespace wavespeed_mock::riff_duration_test {
namespace {

// Two channels of 16 bits, 8000 samples a second.
std::string format(std::uint32_t byte_rate = 32'000, std::uint16_t tag = 1,
                   const std::string& rest = "") {
  return chunk("fmt ", little(tag, 2) + little(2, 2) + little(8000, 4) + little(byte_rate, 4) +
                           little(4, 2) + little(16, 2) + rest);
}

TEST(RiffDuration, OfAWavIsThatOfItsSamples) {
  const std::string second = chunk("data", std::string(32'000, '\0'));
  EXPECT_EQ(riff_seconds(riff("WAVE", format() + second)), 1);
  EXPECT_EQ(riff_seconds(riff("WAVE", chunk("LIST", "odd") + format() + second)), 1);
  EXPECT_EQ(riff_seconds(riff("WAVE", format(0) + second)), 1);
  EXPECT_EQ(riff_seconds(riff("WAVE", format(32'000, 0xfffe, std::string(24, '\0')) + second)), 1);
  EXPECT_EQ(riff_seconds(riff("WAVE", format() + chunk("data", ""))), 0);
}

TEST(RiffDuration, CountsSamplesThatAreThere) {
  const std::string half(16'000, '\0');
  EXPECT_EQ(riff_seconds(riff("WAVE", format() + "data" + little(0xffff'ffff, 4) + half)), 0.5);
  EXPECT_EQ(riff_seconds(riff("WAVE", format() + "data" + little(32'000, 4) + half)), 0.5);
}

TEST(RiffDuration, OfACompressedWavIsThatOfTheSamplesItNames) {
  constexpr std::uint16_t kAdpcm = 0x11;
  const std::string data = chunk("data", std::string(16'000, '\0'));
  const std::string samples = chunk("fact", little(20'000, 4));
  EXPECT_EQ(riff_seconds(riff("WAVE", format(32'000, kAdpcm) + samples + data)), 2.5);
  EXPECT_EQ(riff_seconds(riff("WAVE", format(32'000, kAdpcm) + data)), 0.5);
  EXPECT_EQ(riff_seconds(riff("WAVE", format() + samples + data)), 0.5);
}

TEST(RiffDuration, OfALongFormIsThatOfItsSamples) {
  const std::string lengths = chunk("ds64", big(0, 8) + little(16'000, 8) + little(4000, 8));
  const std::string chunks = lengths + format() + "data" + little(0xffff'ffff, 4);
  const std::string after = std::string(16'000, '\0') + chunk("LIST", "after the samples");
  for (const char* form : {"RF64", "BW64"}) {
    EXPECT_EQ(media_seconds(form + little(0xffff'ffff, 4) + "WAVE" + chunks + after), 0.5) << form;
  }
}

std::string avi_header(std::uint32_t microseconds, std::uint32_t frames) {
  return chunk("avih", little(microseconds, 4) + little(0, 12) + little(frames, 4));
}

TEST(RiffDuration, OfAnAviIsThatOfItsFrames) {
  EXPECT_EQ(riff_seconds(riff("AVI ", chunk("LIST", "hdrl" + avi_header(40'000, 75)))), 3);
  const std::string all = chunk("LIST", "odml" + chunk("dmlh", little(250, 4)));
  EXPECT_EQ(riff_seconds(riff(
                "AVI ", chunk("JUNK", "") + chunk("LIST", "hdrl" + avi_header(40'000, 75) + all))),
            10);
}

TEST(RiffDuration, IsUnknownWithoutItsHeaders) {
  EXPECT_EQ(riff_seconds(riff("WAVE", chunk("data", "abcd") + format())), std::nullopt);
  EXPECT_EQ(riff_seconds(riff("WAVE", format())), std::nullopt);
  EXPECT_EQ(riff_seconds(riff("WAVE", chunk("fmt ", little(1, 2)) + chunk("data", "abcd"))),
            std::nullopt);
  EXPECT_EQ(riff_seconds(riff("AVI ", chunk("LIST", "hdrl" + avi_header(0, 75)))), std::nullopt);
  EXPECT_EQ(riff_seconds(riff("AVI ", chunk("LIST", "movi"))), std::nullopt);
  EXPECT_EQ(riff_seconds(riff("WEBP", "VP8 ")), std::nullopt);
}

}  // namespace
}  // namespace wavespeed_mock::riff_duration_test
