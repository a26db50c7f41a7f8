// How the times that a distribution draws are spread.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/value/distribution.h"
#include "base/value/random.h"

namespace wavespeed_mock::draw_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t kDraws = 10'000;
const SeededRandom kAccount(7, "key");

Distribution parsed(std::string_view text) {
  const auto distribution = parse_distribution(text);
  EXPECT_TRUE(distribution) << text;
  return distribution.value_or(Distribution{});
}

// 10,000 draws, shortest first.
std::vector<Duration> sorted_draws(std::string_view text) {
  const Distribution distribution = parsed(text);
  std::vector<Duration> times;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    times.push_back(draw(distribution, kAccount, RandomStream::run_time, i));
  }
  std::sort(times.begin(), times.end());
  return times;
}

double in_seconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

double quantile(const std::vector<Duration>& sorted, double part) {
  return in_seconds(sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size()))]);
}

TEST(Draw, IsTheFixedTime) {
  const auto times = sorted_draws("fixed:200ms");
  EXPECT_EQ(times.front(), milliseconds(200));
  EXPECT_EQ(times.back(), milliseconds(200));
}

TEST(Draw, IsUniformBetweenBothEnds) {
  const auto times = sorted_draws("uniform:1s,3s");
  EXPECT_GE(times.front(), seconds(1));
  EXPECT_LE(times.back(), seconds(3));
  EXPECT_NEAR(quantile(times, 0.1), 1.2, 0.03);
  EXPECT_NEAR(quantile(times, 0.5), 2.0, 0.03);
  EXPECT_NEAR(quantile(times, 0.9), 2.8, 0.03);
}

TEST(Draw, IsNormalAroundTheMeanAndCutAtZero) {
  const auto times = sorted_draws("normal:10s,2s");
  EXPECT_NEAR(quantile(times, 0.1587), 8, 0.1);
  EXPECT_NEAR(quantile(times, 0.5), 10, 0.1);
  EXPECT_NEAR(quantile(times, 0.8413), 12, 0.1);

  const auto cut = sorted_draws("normal:1s,1s");
  EXPECT_EQ(quantile(cut, 0.15), 0) << "a sixth is below 0 before the cut";
  EXPECT_GT(quantile(cut, 0.17), 0);
}

TEST(Draw, IsLinearBetweenPercentiles) {
  const auto times = sorted_draws("percentiles:p50=1s,p90=3s,p99=10s");
  EXPECT_NEAR(quantile(times, 0.25), 0.5, 0.05) << "linear from 0";
  EXPECT_NEAR(quantile(times, 0.5), 1, 0.05);
  EXPECT_NEAR(quantile(times, 0.7), 2, 0.1);
  EXPECT_NEAR(quantile(times, 0.9), 3, 0.2);
  EXPECT_NEAR(quantile(times, 0.945), 6.5, 0.5);
  EXPECT_EQ(quantile(times, 0.995), 10);
  EXPECT_EQ(times.back(), seconds(10));

  const auto from = sorted_draws("percentiles:p0=2s,p100=4s");
  EXPECT_GE(from.front(), seconds(2));
  EXPECT_NEAR(quantile(from, 0.5), 3, 0.05);

  const auto all_one = sorted_draws("percentiles:p0=2s");
  EXPECT_EQ(all_one.front(), seconds(2));
  EXPECT_EQ(all_one.back(), seconds(2));
}

TEST(Draw, IsLognormalAroundTheMedian) {
  const auto times = sorted_draws("lognormal:2s,0.5");
  EXPECT_GT(times.front(), Duration::zero());
  // One standard deviation of the logarithm below the median, the median, and one above.
  EXPECT_NEAR(quantile(times, 0.1587), 2 * std::exp(-0.5), 0.05);
  EXPECT_NEAR(quantile(times, 0.5), 2, 0.05);
  EXPECT_NEAR(quantile(times, 0.8413), 2 * std::exp(0.5), 0.1);
}

TEST(Draw, IsTheMedianForZeroDeviation) {
  const auto times = sorted_draws("lognormal:2s,0");
  EXPECT_EQ(times.front(), seconds(2));
  EXPECT_EQ(times.back(), seconds(2));
}

TEST(Draw, IsBounded) {
  const auto wild = sorted_draws("lognormal:2s,5");
  EXPECT_GE(wild.front(), Duration::zero());
  EXPECT_EQ(wild.back(), seconds(2'000)) << "capped at a thousand medians";

  const auto far = sorted_draws("normal:36525d,36525d");
  EXPECT_EQ(far.front(), Duration::zero());
  EXPECT_EQ(far.back(), std::chrono::days(36'525));

  const auto endless = sorted_draws("lognormal:36525d,5");
  EXPECT_GE(endless.front(), Duration::zero());
  EXPECT_EQ(endless.back(), std::chrono::days(36'525)) << "capped at a hundred years";
}

TEST(Draw, DependsOnlyOnSeedKeyPurposeAndOrdinal) {
  const Distribution distribution = parsed("uniform:1s,3s");
  const auto time = [&](const SeededRandom& draws, RandomStream purpose, std::uint64_t ordinal) {
    return draw(distribution, draws, purpose, ordinal);
  };
  const Duration first = time(kAccount, RandomStream::run_time, 0);
  EXPECT_EQ(time(SeededRandom(7, "key"), RandomStream::run_time, 0), first);
  EXPECT_NE(time(SeededRandom(8, "key"), RandomStream::run_time, 0), first);
  EXPECT_NE(time(SeededRandom(7, "other"), RandomStream::run_time, 0), first);
  EXPECT_NE(time(kAccount, RandomStream::pickup_time, 0), first);
  EXPECT_NE(time(kAccount, RandomStream::run_time, 1), first);
}

}  // namespace
}  // namespace wavespeed_mock::draw_test
