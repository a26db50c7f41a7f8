#include "load_generator/stats.h"

#include <gtest/gtest.h>

#include <set>

namespace wavespeed_mock::load::stats_test {
namespace {

using std::chrono::seconds;

Stats one_of_each() {
  Stats stats;
  for (std::size_t i = 0; i < kOutcomes; ++i) stats.outcomes[i] = i + 1;
  stats.statuses = {{200, 3}, {429, 2}};
  stats.messages = {{429, "slow down"}};
  stats.latency.record(seconds(1));
  stats.phases.submit.record(seconds(1));
  stats.phases.finish.record(seconds(2));
  stats.phases.poll.record(seconds(3));
  stats.phases.fetch.record(seconds(4));
  stats.throughput.record(seconds(0), seconds(1), false);
  stats.finished_in_time = 1;
  stats.bytes_in = 2;
  stats.bytes_out = 3;
  stats.elsewhere = 4;
  stats.late = 5;
  stats.waited = 6;
  stats.unfinished = 7;
  stats.reconnects = 8;
  stats.served = {9};
  return stats;
}

TEST(Stats, AddsUp) {
  const Stats stats = one_of_each();
  EXPECT_EQ(stats.operations(), 36U);
  EXPECT_EQ(stats.errors(), 33U);
  EXPECT_EQ(stats.answers(), 5U);
}

TEST(Stats, MergesEverything) {
  Stats stats = one_of_each();
  Stats other = one_of_each();
  other.messages[503] = "down";
  stats.merge(other);
  EXPECT_EQ(stats.operations(), 72U);
  EXPECT_EQ(stats.outcomes[2], 6U);
  EXPECT_EQ(stats.statuses, (std::map<int, std::uint64_t>{{200, 6}, {429, 4}}));
  EXPECT_EQ(stats.messages, (std::map<int, std::string>{{429, "slow down"}, {503, "down"}}));
  EXPECT_EQ(stats.latency.count(), 2U);
  EXPECT_EQ(stats.phases.submit.count(), 2U);
  EXPECT_EQ(stats.phases.finish.max(), seconds(2));
  EXPECT_EQ(stats.phases.finish.count(), 2U);
  EXPECT_EQ(stats.phases.poll.count(), 2U);
  EXPECT_EQ(stats.phases.fetch.count(), 2U);
  EXPECT_EQ(stats.throughput.slices()[0].ended, 2U);
  EXPECT_EQ(stats.finished_in_time, 2U);
  EXPECT_EQ(stats.bytes_in, 4U);
  EXPECT_EQ(stats.bytes_out, 6U);
  EXPECT_EQ(stats.elsewhere, 8U);
  EXPECT_EQ(stats.late, 10U);
  EXPECT_EQ(stats.waited, 12U);
  EXPECT_EQ(stats.unfinished, 14U);
  EXPECT_EQ(stats.reconnects, 16U);
  EXPECT_EQ(stats.served, (std::vector<std::uint64_t>{9, 9}));
}

TEST(Stats, NamesEachOutcome) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kOutcomes; ++i) names.insert(to_text(static_cast<Outcome>(i)));
  EXPECT_EQ(names.size(), kOutcomes);
  EXPECT_EQ(to_text(Outcome::task_failed), "task failed");
}

}  // namespace
}  // namespace wavespeed_mock::load::stats_test
