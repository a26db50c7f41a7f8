#include "load_generator/throughput_series.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::load::throughput_series_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(ThroughputSeries, CountsPerInterval) {
  ThroughputSeries line;
  line.record(milliseconds(0), milliseconds(3), false);
  line.record(milliseconds(99), milliseconds(7), true);
  line.record(milliseconds(250), milliseconds(1), false);
  ASSERT_EQ(line.slices().size(), 3U);
  EXPECT_EQ(line.slices()[0].ended, 2U);
  EXPECT_EQ(line.slices()[0].errors, 1U);
  EXPECT_EQ(line.slices()[0].slowest, milliseconds(7));
  EXPECT_EQ(line.slices()[1].ended, 0U);
  EXPECT_EQ(line.slices()[2].ended, 1U);
}

TEST(ThroughputSeries, Merges) {
  ThroughputSeries one;
  ThroughputSeries other;
  one.record(milliseconds(50), milliseconds(1), false);
  other.record(milliseconds(50), milliseconds(2), true);
  other.record(milliseconds(150), milliseconds(2), false);
  one.merge(other);
  ASSERT_EQ(one.slices().size(), 2U);
  EXPECT_EQ(one.slices()[0].ended, 2U);
  EXPECT_EQ(one.slices()[0].errors, 1U);
  EXPECT_EQ(one.slices()[0].slowest, milliseconds(2));
  EXPECT_EQ(one.slices()[1].ended, 1U);
}

TEST(ThroughputSeries, CanBeMadeCoarserWithoutLoss) {
  ThroughputSeries line;
  for (int i = 0; i < 25; ++i) line.record(milliseconds(100 * i), milliseconds(i), false);
  const ThroughputSeries::Coarse coarse = line.coarse(10);
  EXPECT_EQ(coarse.slice, milliseconds(300));
  ASSERT_EQ(coarse.slices.size(), 9U);
  EXPECT_EQ(coarse.slices[0].ended, 3U);
  EXPECT_EQ(coarse.slices[0].slowest, milliseconds(2));
  EXPECT_EQ(coarse.slices[8].ended, 1U);

  EXPECT_EQ(line.coarse(100).slice, ThroughputSeries::kSlice);
  EXPECT_EQ(ThroughputSeries().coarse(10).slices.size(), 0U);
}

TEST(ThroughputSeries, IsBounded) {
  ThroughputSeries line;
  line.record(hours(1000), milliseconds(1), false);
  line.record(milliseconds(-1), milliseconds(1), false);
  line.record(hours(24) - milliseconds(1), milliseconds(1), false);
  line.record(hours(24) - milliseconds(101), milliseconds(1), false);
  constexpr std::size_t kDay = 24 * 60 * 60 * 10;  // in tenths of a second
  ASSERT_EQ(line.slices().size(), kDay);
  EXPECT_EQ(line.slices()[kDay - 1].ended, 2U) << "the last one, and what is later";
  EXPECT_EQ(line.slices()[kDay - 2].ended, 1U);
  EXPECT_EQ(line.slices().front().ended, 1U);
}

}  // namespace
}  // namespace wavespeed_mock::load::throughput_series_test
