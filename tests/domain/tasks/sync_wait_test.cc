#include "domain/tasks/sync_wait.h"

#include <gtest/gtest.h>

#include "support/domain_tasks.h"

namespace wavespeed_mock::sync_wait_test {
namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(SyncWait, LastsUntilTheTaskEndsOrTheTimeout) {
  const Model model;
  const SyncWait wait{.longest = seconds(10)};
  struct Case {
    Duration run_time;
    bool ends;
    Duration held;
  };
  for (const Case& c : {Case{Duration(0), true, Duration(0)}, Case{seconds(3), true, seconds(3)},
                        Case{seconds(10), true, seconds(10)},
                        Case{seconds(10) + nanoseconds(1), false, seconds(10)},
                        Case{hours(1'000'000), false, seconds(10)}}) {
    const Prediction prediction = task(1, model, kStart, c.run_time, Money());
    EXPECT_EQ(ends_within(wait, prediction), c.ends) << c.run_time.count();
    EXPECT_EQ(hold_time(wait, prediction), c.held) << c.run_time.count();
  }
  Prediction stuck = task(1, model, kStart, seconds(0), Money());
  stuck.ended_at = Timestamp::max();
  EXPECT_FALSE(ends_within(wait, stuck));
  EXPECT_EQ(hold_time(wait, stuck), seconds(10));
  stuck.created_at = Timestamp::max();
  EXPECT_FALSE(ends_within(wait, stuck));
}

}  // namespace
}  // namespace wavespeed_mock::sync_wait_test
