#include "media/duration/ogg_duration.h"

#include <gtest/gtest.h>

#include <string>

#include "media/duration/flac_duration.h"
#include "support/media_files.h"

namespace wavespeed_mock::ogg_duration_test {
namespace {

// 24,000 samples a second, one channel, 16 bits.
std::string flac_head(std::uint64_t samples) {
  const std::uint64_t properties = 24'000ULL << 44 | 0ULL << 41 | 15ULL << 36 | samples;
  return "fLaC" + big(0x80000022, 4) + std::string(10, '\0') + big(properties, 8) +
         std::string(16, '\0');
}

std::string vorbis_head() {
  return std::string("\x01vorbis\0\0\0\0\x02", 12) + little(44'100, 4) + std::string(14, '\0');
}

// 30,000 frames in 1001 seconds; the lower 6 bits of a position count from the last key frame.
std::string theora_head() {
  return "\x80theora" + std::string(15, '\0') + big(30'000, 4) + big(1001, 4) +
         std::string(10, '\0') + big(6 << 5, 2);
}

std::string sound(const std::string& head, std::uint64_t samples) {
  return ogg_page(2, 0, 1, head) + ogg_page(0, samples / 2, 1, "sound") +
         ogg_page(4, samples, 1, "sound");
}

TEST(OggDuration, IsThePositionOfTheLastPage) {
  EXPECT_EQ(ogg_seconds(sound(vorbis_head(), 66'150)), 1.5);
  EXPECT_EQ(ogg_seconds(sound("\x7f"
                              "FLAC\x01" +
                                  std::string("\0\0\x01", 3) + flac_head(0),
                              36'000)),
            1.5);
  EXPECT_EQ(ogg_seconds(sound("Speex   " + std::string(28, '\0') + little(16'000, 4), 24'000)),
            1.5);
}

TEST(OggDuration, OfOpusIsWithoutTheSamplesThatAreSkipped) {
  EXPECT_EQ(ogg_seconds(opus_file(72'000)), 1.5);
}

TEST(OggDuration, OfAVideoIsThatOfItsLongestStream) {
  // 64 frames before the last key frame, and 26 after it.
  const std::uint64_t position = 64 << 6 | 26;
  const std::string video = ogg_page(2, 0, 1, theora_head()) + ogg_page(2, 0, 2, vorbis_head()) +
                            ogg_page(0, 44'100, 2, "sound") + ogg_page(4, position, 1, "frames");
  const auto seconds = ogg_seconds(video);
  ASSERT_TRUE(seconds);
  EXPECT_NEAR(*seconds, 3.003, 1e-9);
  EXPECT_EQ(ogg_seconds(video + ogg_page(4, 44'100 * 5, 2, "sound")), 5);
}

TEST(OggDuration, IgnoresPagesWithoutPositionsAndOfOtherStreams) {
  EXPECT_EQ(ogg_seconds(sound(vorbis_head(), 88'200) + ogg_page(0, ~0ULL, 1, "part") +
                        ogg_page(0, 1, 9, "other")),
            2);
}

TEST(OggDuration, IsUnknownWhenOnlyHeadersAreThere) {
  EXPECT_EQ(ogg_seconds(ogg_page(2, 0, 1, vorbis_head()) + ogg_page(0, 0, 1, "comments")),
            std::nullopt);
}

TEST(OggDuration, IsUnknownForOtherCodecs) {
  EXPECT_EQ(ogg_seconds(sound("text", 88'200)), std::nullopt);
  EXPECT_EQ(ogg_seconds(sound("\x01vorbis", 88'200)), std::nullopt);
}

TEST(FlacDuration, IsThatOfItsSamples) {
  EXPECT_EQ(flac_seconds(flac_head(36'000)), 1.5);
  EXPECT_EQ(flac_seconds(flac_head(0xf'ffff'ffff)), 0xf'ffff'ffff / 24'000.0);
  EXPECT_EQ(flac_seconds(flac_head(0)), std::nullopt);  // the encoder did not know
  EXPECT_EQ(flac_seconds("fLaC" + big(0x04000022, 4) + std::string(34, '\x01')), std::nullopt);
}

}  // namespace
}  // namespace wavespeed_mock::ogg_duration_test
