#include "base/value/random.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::random_test {
namespace {

constexpr std::array kPurposes = {RandomStream::prediction_id_high,
                                  RandomStream::prediction_id_low,
                                  RandomStream::pickup_time,
                                  RandomStream::run_time,
                                  RandomStream::outcome,
                                  RandomStream::api_latency,
                                  RandomStream::picture,
                                  RandomStream::upload_id_high,
                                  RandomStream::upload_id_low,
                                  RandomStream::upload_signature};

// Enough for the bounds below to be at least five standard deviations from the expected value.
constexpr std::uint64_t kDraws = 20'000;

TEST(SeededRandom, KeepsTheNumbersOfPurposes) {
  for (std::size_t i = 0; i < kPurposes.size(); ++i) {
    EXPECT_EQ(static_cast<std::uint64_t>(kPurposes[i]), i);
  }
}

// Computed by a second implementation of SplitMix64. If this test fails, the seeds that users have
// written down produce different results.
TEST(SeededRandom, KeepsTheMeaningOfASeed) {
  struct Case {
    std::uint64_t seed;
    std::string_view account;
    RandomStream purpose;
    std::uint64_t ordinal;
    std::uint64_t bits;
    double uniform;
    double normal;
  };
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  const std::vector<Case> cases = {
      {0, "", RandomStream::prediction_id_high, 0, 0xa706dd2f4d197e6f, 0.6524484863740322,
       0.935773199694723},
      {0, "demo", RandomStream::prediction_id_high, 0, 0x2bb19cc0414ad0e7, 0.17067889875151399,
       0.5951862118839676},
      {0, "demo", RandomStream::prediction_id_low, 0, 0x755de3e6657d9271, 0.4584639012805296,
       0.20216660998537206},
      {0, "demo", RandomStream::run_time, 1, 0x8f3aa9ccb87fb013, 0.559488880615844,
       -1.1379750485330962},
      {7, "demo", RandomStream::run_time, 1, 0x126f753b411726da, 0.07201321312558351,
       0.05657310557442605},
      {42, "ws-key-1", RandomStream::outcome, 1000, 0xb080034bef1a9f7c, 0.6894533214936963,
       0.6196323381107873},
      {kMax, "\xff\x80", RandomStream::picture, kMax, 0x65ff89db592877d0, 0.3984304581182714,
       -0.4558869700569578},
  };
  for (const Case& c : cases) {
    const SeededRandom draws(c.seed, c.account);
    EXPECT_EQ(draws.bits(c.purpose, c.ordinal), c.bits) << c.account;
    EXPECT_EQ(draws.uniform(c.purpose, c.ordinal), c.uniform) << c.account;
    // Logarithm and cosine may differ in their last digit between math libraries.
    EXPECT_NEAR(draws.normal(c.purpose, c.ordinal), c.normal, 1e-12) << c.account;
  }
}

TEST(SeededRandom, DoesNotDependOnEarlierDraws) {
  const SeededRandom fresh(1, "demo");
  const SeededRandom used(1, "demo");
  for (std::uint64_t i = 0; i < 100; ++i) static_cast<void>(used.normal(RandomStream::outcome, i));
  EXPECT_EQ(used.bits(RandomStream::outcome, 50), fresh.bits(RandomStream::outcome, 50));
}

TEST(SeededRandom, DiffersByAccountPurposeAndOrdinal) {
  using namespace std::string_view_literals;
  std::set<std::uint64_t> seen;
  std::size_t drawn = 0;
  for (const std::string_view account :
       {"a"sv, "b"sv, "ab"sv, "ba"sv, "aa"sv, "a\0"sv, "\0"sv, "\0\0"sv, "A"sv, "\xe1"sv}) {
    const SeededRandom draws(0, account);
    for (const RandomStream purpose : kPurposes) {
      for (std::uint64_t i = 0; i < 200; ++i, ++drawn) seen.insert(draws.bits(purpose, i));
    }
  }
  EXPECT_EQ(seen.size(), drawn);
}

TEST(SeededRandom, IsUniform) {
  for (const RandomStream purpose : kPurposes) {
    const SeededRandom draws(0, "demo");
    std::array<int, 20> buckets{};
    std::array<int, 64> ones{};
    for (std::uint64_t i = 0; i < kDraws; ++i) {
      const double drawn = draws.uniform(purpose, i);
      ASSERT_GE(drawn, 0.0);
      ASSERT_LT(drawn, 1.0);
      ++buckets[static_cast<std::size_t>(drawn * buckets.size())];
      const std::uint64_t bits = draws.bits(purpose, i);
      for (std::size_t bit = 0; bit < ones.size(); ++bit) {
        if (bits >> bit & 1) ++ones[bit];
      }
    }
    // Expected: 1,000 per bucket with deviation 31; 10,000 per bit with deviation 71.
    for (const int count : buckets) EXPECT_NEAR(count, 1'000, 160);
    for (const int count : ones) EXPECT_NEAR(count, 10'000, 360);
  }
}

TEST(SeededRandom, HasANormalDistributionOnRequest) {
  const SeededRandom draws(0, "demo");
  double sum = 0, squares = 0, cubes = 0;
  int within_one = 0, beyond_two = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const double drawn = draws.normal(RandomStream::run_time, i);
    ASSERT_TRUE(std::isfinite(drawn));
    sum += drawn;
    squares += drawn * drawn;
    cubes += drawn * drawn * drawn;
    if (std::abs(drawn) < 1) ++within_one;
    if (std::abs(drawn) > 2) ++beyond_two;
  }
  EXPECT_NEAR(sum / kDraws, 0, 0.035);
  EXPECT_NEAR(squares / kDraws, 1, 0.05);
  EXPECT_NEAR(cubes / kDraws, 0, 0.14);
  EXPECT_NEAR(within_one, 0.6827 * kDraws, 330);
  EXPECT_NEAR(beyond_two, 0.0455 * kDraws, 150);
}

// The correlation of two series of uniform draws: 0 if independent, 1 if equal.
double correlation(const std::function<double(std::uint64_t)>& a,
                   const std::function<double(std::uint64_t)>& b) {
  double product = 0;
  for (std::uint64_t i = 0; i < kDraws; ++i) product += (a(i) - 0.5) * (b(i) - 0.5);
  return product / kDraws * 12;
}

TEST(SeededRandom, HasUncorrelatedStreams) {
  const auto series = [](std::uint64_t seed, std::string_view account, RandomStream purpose,
                         std::uint64_t lag) {
    return [=, draws = SeededRandom(seed, account)](std::uint64_t i) {
      return draws.uniform(purpose, i + lag);
    };
  };
  const auto base = series(0, "demo", RandomStream::run_time, 0);
  EXPECT_NEAR(correlation(base, base), 1, 0.05);

  struct Case {
    std::string_view other;
    std::function<double(std::uint64_t)> draw;
  };
  const std::vector<Case> cases = {
      {"the next ordinal", series(0, "demo", RandomStream::run_time, 1)},
      {"the ordinal 64 later", series(0, "demo", RandomStream::run_time, 64)},
      {"the next seed", series(1, "demo", RandomStream::run_time, 0)},
      {"a seed that differs in its highest bit",
       series(std::uint64_t{1} << 63, "demo", RandomStream::run_time, 0)},
      {"a neighbouring account", series(0, "demp", RandomStream::run_time, 0)},
      {"a longer account", series(0, "demo1", RandomStream::run_time, 0)},
      {"another purpose", series(0, "demo", RandomStream::outcome, 0)},
  };
  for (const Case& c : cases) EXPECT_NEAR(correlation(base, c.draw), 0, 0.04) << c.other;
}

// Changing one bit of the ordinal changes half of the bits of a draw.
TEST(SeededRandom, ChangesWithEveryBitOfTheOrdinal) {
  const SeededRandom draws(0, "demo");
  for (int bit = 0; bit < 64; ++bit) {
    int changed = 0;
    for (std::uint64_t i = 0; i < 100; ++i) {
      changed += std::popcount(draws.bits(RandomStream::outcome, i) ^
                               draws.bits(RandomStream::outcome, i ^ std::uint64_t{1} << bit));
    }
    EXPECT_NEAR(changed, 3'200, 240) << "bit " << bit;
  }
}

}  // namespace
}  // namespace wavespeed_mock::random_test
