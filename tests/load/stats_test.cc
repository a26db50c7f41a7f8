#include "load/stats.h"

#include <gtest/gtest.h>

#include <set>

namespace wavespeed_mock::load::stats_test {
namespace {

using std::chrono::seconds;

Stats one_of_each() {
  Stats tally;
  for (std::size_t i = 0; i < kOutcomes; ++i) tally.outcomes[i] = i + 1;
  tally.statuses = {{200, 3}, {429, 2}};
  tally.messages = {{429, "slow down"}};
  tally.latency.record(seconds(1));
  tally.phases.submit.record(seconds(1));
  tally.phases.finish.record(seconds(2));
  tally.phases.poll.record(seconds(3));
  tally.phases.fetch.record(seconds(4));
  tally.time_line.record(seconds(0), seconds(1), false);
  tally.finished_in_time = 1;
  tally.bytes_in = 2;
  tally.bytes_out = 3;
  tally.elsewhere = 4;
  tally.late = 5;
  tally.waited = 6;
  tally.unfinished = 7;
  tally.reconnects = 8;
  tally.served = {9};
  return tally;
}

TEST(Stats, AddsUp) {
  const Stats tally = one_of_each();
  EXPECT_EQ(tally.operations(), 36U);
  EXPECT_EQ(tally.errors(), 33U);
  EXPECT_EQ(tally.answers(), 5U);
}

TEST(Stats, MergesEverything) {
  Stats tally = one_of_each();
  Stats other = one_of_each();
  other.messages[503] = "down";
  tally.merge(other);
  EXPECT_EQ(tally.operations(), 72U);
  EXPECT_EQ(tally.outcomes[2], 6U);
  EXPECT_EQ(tally.statuses, (std::map<int, std::uint64_t>{{200, 6}, {429, 4}}));
  EXPECT_EQ(tally.messages, (std::map<int, std::string>{{429, "slow down"}, {503, "down"}}));
  EXPECT_EQ(tally.latency.count(), 2U);
  EXPECT_EQ(tally.phases.submit.count(), 2U);
  EXPECT_EQ(tally.phases.finish.max(), seconds(2));
  EXPECT_EQ(tally.phases.finish.count(), 2U);
  EXPECT_EQ(tally.phases.poll.count(), 2U);
  EXPECT_EQ(tally.phases.fetch.count(), 2U);
  EXPECT_EQ(tally.time_line.slices()[0].ended, 2U);
  EXPECT_EQ(tally.finished_in_time, 2U);
  EXPECT_EQ(tally.bytes_in, 4U);
  EXPECT_EQ(tally.bytes_out, 6U);
  EXPECT_EQ(tally.elsewhere, 8U);
  EXPECT_EQ(tally.late, 10U);
  EXPECT_EQ(tally.waited, 12U);
  EXPECT_EQ(tally.unfinished, 14U);
  EXPECT_EQ(tally.reconnects, 16U);
  EXPECT_EQ(tally.served, (std::vector<std::uint64_t>{9, 9}));
}

TEST(Stats, NamesEachOutcome) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kOutcomes; ++i) names.insert(to_text(static_cast<Outcome>(i)));
  EXPECT_EQ(names.size(), kOutcomes);
  EXPECT_EQ(to_text(Outcome::task_failed), "task failed");
}

}  // namespace
}  // namespace wavespeed_mock::load::stats_test
