#include "media/tone.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace wavespeed_mock::tone_test {
namespace {

std::vector<std::int16_t> samples_of(const Tone& tone) {
  std::vector<std::int16_t> samples(tone.size());
  tone.read(0, samples);
  return samples;
}

TEST(Tone, HasTheRequestedDuration) {
  EXPECT_EQ(Tone(1, 5).size(), 24'000U);
  EXPECT_EQ(Tone(2.5, 5).size(), 60'000U);
  EXPECT_EQ(Tone(600, 5).size(), 14'400'000U);
  EXPECT_EQ(Tone(0, 5).size(), 0U);
}

TEST(Tone, IsSoftAndFadesInAndOut) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto samples = samples_of(Tone(0.5, seed));
    const auto [min, max] = std::minmax_element(samples.begin(), samples.end());
    EXPECT_NEAR(*max, 6'553, 16) << seed;
    EXPECT_NEAR(*min, -6'553, 16) << seed;
    EXPECT_EQ(samples.front(), 0);
    EXPECT_EQ(samples.back(), 0);
    int steepest = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) {
      steepest = std::max(steepest, std::abs(samples[i] - samples[i - 1]));
    }
    EXPECT_LT(steepest, 900) << "a click, with seed " << seed;
  }
}

TEST(Tone, HasAPitchBetween200And500Hertz) {
  for (const std::uint64_t seed : {0, 1, 72, 73, 1'000}) {
    const auto samples = samples_of(Tone(1, seed));
    int rising = 0;
    for (std::size_t i = 1; i < samples.size(); ++i)
      rising += samples[i - 1] < 0 && samples[i] >= 0;
    EXPECT_NEAR(rising, 24'000.0 / static_cast<double>(48 + seed % 73), 2) << seed;
  }
}

TEST(Tone, CanBeReadInPieces) {
  const Tone tone(0.2, 9);
  const auto whole = samples_of(tone);
  std::vector<std::int16_t> piece(100);
  for (const std::size_t first : {std::size_t{0}, std::size_t{777}, tone.size() - 100}) {
    tone.read(first, piece);
    EXPECT_TRUE(
        std::equal(piece.begin(), piece.end(), whole.begin() + static_cast<std::ptrdiff_t>(first)));
  }
}

}  // namespace
}  // namespace wavespeed_mock::tone_test
