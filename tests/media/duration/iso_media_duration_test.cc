#include "media/duration/iso_media_duration.h"

#include <gtest/gtest.h>

#include <string>

#include "support/media_files.h"

namespace wavespeed_mock::iso_media_duration_test {
namespace {

std::string movie_header(std::uint32_t units, std::uint32_t duration) {
  return box("mvhd", words({0, 0, 0, units, duration}));
}

std::string track(std::uint32_t id, std::uint32_t units, std::uint32_t duration) {
  return box("trak", box("tkhd", words({3, 0, 0, id, 0, duration})) +
                         box("mdia", box("mdhd", words({0, 0, 0, units, duration}))));
}

std::string long_header(std::string_view name, std::uint32_t units, std::uint64_t duration) {
  return box(name, words({0x0100'0000, 0, 0, 0, 0, units}) + big(duration, 8));
}

TEST(IsoMediaDuration, IsThatOfTheMovie) {
  EXPECT_EQ(iso_media_seconds(box("moov", movie_header(600, 900))), 1.5);
  EXPECT_EQ(iso_media_seconds(box("moov", long_header("mvhd", 90'000, 45'000))), 0.5);
  // Where the header comes after the content, whose length may have eight bytes.
  const std::string content = words({1}) + "mdat" + big(24, 8) + "contents";
  EXPECT_EQ(iso_media_seconds(box("ftyp", "qt  ") + content + box("moov", movie_header(1, 3))), 3);
  // Other boxes, too, may come first.
  EXPECT_EQ(iso_media_seconds(box("free", "") +
                              box("moov", box("udta", "?") + movie_header(1000, 42'000))),
            42);
}

TEST(IsoMediaDuration, IsThatOfTheLongestTrackWithoutOneOfTheMovie) {
  const std::string tracks = track(1, 1000, 2500) + track(2, 48'000, 144'000);
  EXPECT_EQ(iso_media_seconds(box("moov", movie_header(600, 0) + tracks)), 3);
  EXPECT_EQ(iso_media_seconds(box("moov", movie_header(600, 0xffff'ffff) + tracks)), 3);
  EXPECT_EQ(iso_media_seconds(box("moov", movie_header(600, 0))), std::nullopt);
}

TEST(IsoMediaDuration, IsUnknownWithoutAMovie) {
  EXPECT_EQ(iso_media_seconds(box("ftyp", "isom") + box("mdat", "content")), std::nullopt);
  EXPECT_EQ(iso_media_seconds(box("moov", track(1, 1000, 2500))), std::nullopt);
  EXPECT_EQ(iso_media_seconds(words({7}) + "moov"), std::nullopt);
  EXPECT_EQ(iso_media_seconds(words({1}) + "moov" + big(15, 8)), std::nullopt);
}

// ---- Movies in fragments

const std::string kExtends = box("trex", words({0, 1, 1, 20, 0, 0}));

std::string fragmented(const std::string& extension, std::uint32_t duration = 0) {
  return box("moov",
             movie_header(1000, duration) + track(1, 1000, 0) + box("mvex", kExtends + extension));
}

std::string fragment(const std::string& boxes) {
  return box("moof", box("mfhd", words({0, 1})) + box("traf", boxes));
}

TEST(IsoMediaDuration, OfFragmentsIsTheirTotal) {
  const std::string total = box("mehd", words({0, 8000}));
  const std::string long_total = box("mehd", words({0x0100'0000}) + big(9000, 8));
  EXPECT_EQ(iso_media_seconds(fragmented(total, 1)), 8);
  EXPECT_EQ(iso_media_seconds(fragmented(long_total)), 9);
}

TEST(IsoMediaDuration, OfFragmentsIsTheSumOfTheirSamples) {
  const std::string header = box("tfhd", words({0, 1}));
  // 50 samples of the 20 ms that the movie says, then 10 of the 30 ms that the fragment says.
  const std::string usual = fragment(header + box("trun", words({0, 50})));
  const std::string own =
      fragment(box("tfhd", words({0x0b, 1, 0, 0, 1, 30})) + box("trun", words({1, 10, 0})));
  EXPECT_EQ(iso_media_seconds(fragmented("") + usual), 1);
  EXPECT_EQ(iso_media_seconds(fragmented("") + usual + own), 1.3);
  // Each sample with its own duration, size, flags and offset, and both fields before them.
  const std::string each = fragment(header + box("trun", words({0xf05, 2, 0, 0,  //
                                                                100, 1, 1, 1,    //
                                                                150, 1, 1, 1})));
  EXPECT_EQ(iso_media_seconds(fragmented("") + each), 0.25);
  // A fragment that says when it begins.
  const std::string late =
      fragment(header + box("tfdt", words({0, 5000})) + box("trun", words({0, 50})));
  const std::string later = fragment(header + box("tfdt", words({0x0100'0000}) + big(7000, 8)) +
                                     box("trun", words({0, 50})));
  EXPECT_EQ(iso_media_seconds(fragmented("") + usual + late), 6);
  EXPECT_EQ(iso_media_seconds(fragmented("") + usual + later), 8);
  // Some programs write the whole duration into the header of the movie.
  EXPECT_EQ(iso_media_seconds(fragmented("", 12'000) + usual), 12);
}

TEST(IsoMediaDuration, DoesNotCountFragmentsOfUnknownTracks) {
  const std::string other = fragment(box("tfhd", words({0, 2})) + box("trun", words({0, 50})));
  EXPECT_EQ(iso_media_seconds(fragmented("") + other), std::nullopt);
  EXPECT_EQ(iso_media_seconds(other + fragmented("")), std::nullopt);
}

TEST(IsoMediaDuration, DoesNotOverflow) {
  constexpr std::uint32_t kMost = 0xffff'ffff;
  const std::string header = box("tfhd", words({8, 1, kMost}));
  const auto seconds = iso_media_seconds(
      fragmented("") + fragment(header + box("tfdt", words({0x0100'0000}) + big(~0ULL, 8)) +
                                box("trun", words({0, kMost}))));
  ASSERT_TRUE(seconds);
  EXPECT_GT(*seconds, 3e16);
}

TEST(IsoMediaDuration, KnowsItsFirstBoxes) {
  EXPECT_TRUE(is_iso_media(box("ftyp", "")));
  EXPECT_TRUE(is_iso_media(box("wide", "") + box("mdat", "")));
  EXPECT_FALSE(is_iso_media(box("text", "")));
  EXPECT_FALSE(is_iso_media("ftyp"));
}

}  // namespace
}  // namespace wavespeed_mock::iso_media_duration_test
