#include "media/duration/media_duration.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "media/audio_encoders.h"
#include "media/mp4_file.h"
#include "support/media_files.h"

namespace wavespeed_mock::media_duration_test {
namespace {

constexpr double kFrame = 1.0 / kFramesPerSecond;

TEST(MediaDuration, OfEncodedFilesIsTheirLength) {
  for (const double seconds : {0.5, 1.0, 7.25, 61.0}) {
    const Tone tone(seconds, 3);
    EXPECT_EQ(media_seconds(encode_wav(tone)), seconds);
    EXPECT_EQ(media_seconds(encode_flac(tone)), seconds);
    EXPECT_EQ(media_seconds(encode_mp3(tone)), seconds);
  }
  for (const double seconds : {kFrame, 1.0, 2.25}) {
    const auto found = media_seconds(encode_mp4({.width = 16, .height = 16}, seconds));
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, seconds, 1e-9);
  }
}

TEST(MediaDuration, IsUnknownForOtherBytes) {
  for (const std::string& bytes : std::vector<std::string>{
           "", "ID3", "RIFF", "OggS", "fLaC", "\x1a\x45\xdf\xa3", "RIFF\x04\0\0\0WEBP",
           "\xff\xd8\xff\xe0\0\x10JFIF", "\x89PNG\r\n\x1a\n", std::string(1000, '\0'),
           std::string(1000, '\xff'), "a text, which is not a media file"}) {
    EXPECT_EQ(media_seconds(bytes), std::nullopt) << bytes.substr(0, 8);
  }
}

TEST(MediaDuration, IsUnknownWhenAHeaderIsAbsurd) {
  EXPECT_EQ(media_seconds(mp4_file(4'000'000'000)), 4e6);
  const auto movie = [](std::uint32_t units, std::uint32_t duration) {
    return box("moov", box("mvhd", words({0, 0, 0, units, duration})));
  };
  EXPECT_EQ(media_seconds(movie(1, 10'000'000)), 1e7);
  EXPECT_EQ(media_seconds(movie(1, 10'000'001)), std::nullopt);
  EXPECT_EQ(media_seconds(movie(0, 5)), std::nullopt);
}

// A file that ends too early has some duration or none; what matters is that it is read to its end
// and no further, which the sanitizers check.
TEST(MediaDuration, TakesFilesThatEndAnywhere) {
  const Tone tone(0.1, 3);
  for (const std::string& file :
       {encode_wav(tone), encode_flac(tone), encode_mp3(tone), opus_file(48'000),
        encode_mp4({.width = 16, .height = 16}, 0.2)}) {
    ASSERT_TRUE(media_seconds(file));
    for (std::size_t size = 0; size < file.size(); ++size) {
      const auto seconds = media_seconds(std::string(file, 0, size));
      EXPECT_LE(seconds.value_or(0), 1) << size;
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::media_duration_test
