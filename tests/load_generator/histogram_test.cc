#include "load_generator/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace wavespeed_mock::load::histogram_test {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(Histogram, IsInitiallyEmpty) {
  const Histogram histogram;
  EXPECT_EQ(histogram.count(), 0U);
  EXPECT_EQ(histogram.percentile(99), nanoseconds(0));
  EXPECT_EQ(histogram.max(), nanoseconds(0));
  EXPECT_EQ(histogram.mean(), nanoseconds(0));
}

TEST(Histogram, HasExactMinimumMaximumAndMean) {
  Histogram histogram;
  for (const auto time : {seconds(3), seconds(1), seconds(5)}) histogram.record(time);
  EXPECT_EQ(histogram.count(), 3U);
  EXPECT_EQ(histogram.min(), seconds(1));
  EXPECT_EQ(histogram.max(), seconds(5));
  EXPECT_EQ(histogram.mean(), seconds(3));
  EXPECT_EQ(histogram.percentile(100), seconds(5));
}

TEST(Histogram, FollowsTheDefinitionOfPercentiles) {
  Histogram histogram;
  for (int i = 1; i <= 1000; ++i) histogram.record(nanoseconds(i));
  EXPECT_EQ(histogram.percentile(0), nanoseconds(1));
  EXPECT_EQ(histogram.percentile(50), nanoseconds(500));
  EXPECT_EQ(histogram.percentile(99), nanoseconds(990));
  EXPECT_EQ(histogram.percentile(99.9), nanoseconds(999));
  EXPECT_EQ(histogram.percentile(99.99), nanoseconds(1000));
}

// For all powers of two: never below the exact value, and at most 0.1 % above.
TEST(Histogram, OverestimatesByAtMostAThousandth) {
  for (double exact = 1; exact < 3.5e12; exact *= 1.0137) {
    const nanoseconds time(static_cast<std::int64_t>(exact));
    Histogram histogram;
    histogram.record(time);
    histogram.record(hours(1));
    histogram.record(hours(1));
    const auto found = static_cast<double>(histogram.percentile(33).count());
    const auto truth = static_cast<double>(time.count());
    ASSERT_GE(found, truth);
    ASSERT_LE(found, truth * 1.001) << truth;
  }
}

TEST(Histogram, MatchesASortedList) {
  std::vector<std::int64_t> times;
  Histogram histogram;
  std::uint64_t state = 1;
  for (int i = 0; i < 10'000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    times.push_back(static_cast<std::int64_t>(std::exp(static_cast<double>(state >> 33) / 1e8)));
    histogram.record(nanoseconds(times.back()));
  }
  std::sort(times.begin(), times.end());
  for (const double percent : {0.01, 1.0, 10.0, 50.0, 90.0, 99.0, 99.9, 99.99}) {
    const auto rank = static_cast<std::size_t>(std::lround(percent * 100));
    const auto truth = static_cast<double>(times[rank - 1]);
    const auto found = static_cast<double>(histogram.percentile(percent).count());
    EXPECT_GE(found, truth) << percent;
    EXPECT_LE(found, truth * 1.001) << percent;
  }
}

TEST(Histogram, MergesAsIfRecordedTogether) {
  Histogram slow;
  Histogram fast;
  Histogram both;
  for (int i = 1; i <= 100; ++i) {
    slow.record(seconds(i));
    fast.record(microseconds(i));
    both.record(seconds(i));
    both.record(microseconds(i));
  }
  fast.merge(slow);
  fast.merge(Histogram());
  EXPECT_EQ(fast.count(), 200U);
  EXPECT_EQ(fast.min(), microseconds(1));
  EXPECT_EQ(fast.max(), seconds(100));
  EXPECT_EQ(fast.mean(), both.mean());
  for (const double percent : {1.0, 50.0, 75.0, 99.0}) {
    EXPECT_EQ(fast.percentile(percent), both.percentile(percent));
  }
  Histogram empty;
  empty.merge(slow);
  EXPECT_EQ(empty.min(), seconds(1));
}

TEST(Histogram, AcceptsTimesBeyondItsRange) {
  Histogram histogram;
  histogram.record(hours(1000));
  histogram.record(nanoseconds(-5));
  EXPECT_EQ(histogram.min(), nanoseconds(0));
  EXPECT_EQ(histogram.max(), hours(1000));
  EXPECT_EQ(histogram.percentile(50), nanoseconds(0));
  EXPECT_EQ(histogram.percentile(100), hours(1000));
}

}  // namespace
}  // namespace wavespeed_mock::load::histogram_test
