#include "domain/tasks/sync_wait.h"

#include <gtest/gtest.h>

#include <string>

#include "support/domain_tasks.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock::sync_wait_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// The error for these options; "" if they are accepted.
std::string complaint(std::string_view longest, int timeout_status) {
  try {
    parse_sync_wait(longest, timeout_status);
    return "";
  } catch (const ConfigError& error) {
    return error.what();
  }
}

TEST(SyncWait, FollowsTheOptions) {
  const SyncWait by_default = parse_sync_wait(Options{}.sync_wait, Options{}.sync_timeout_status);
  EXPECT_EQ(by_default.longest, seconds(90));
  EXPECT_EQ(by_default.timeout_status, 200);
  const SyncWait other = parse_sync_wait("1.5s", 504);
  EXPECT_EQ(other.longest, milliseconds(1'500));
  EXPECT_EQ(other.timeout_status, 504);
  EXPECT_EQ(parse_sync_wait("0", 200).longest, Duration::zero());
  EXPECT_EQ(parse_sync_wait("24h", 200).longest, hours(24));
}

TEST(SyncWait, ExplainsInvalidOptions) {
  const std::string wait = "sync_wait must be a duration from 0 to 24h such as \"90s\", not ";
  EXPECT_EQ(complaint("", 200), wait + "\"\"");
  EXPECT_EQ(complaint("90", 200), wait + "\"90\"");
  EXPECT_EQ(complaint("-1s", 200), wait + "\"-1s\"");
  EXPECT_EQ(complaint("24.1h", 200), wait + "\"24.1h\"");
  EXPECT_EQ(complaint("90s", 500), "sync_timeout_status must be 200 or 504, not 500");
  EXPECT_EQ(complaint("90s", 0), "sync_timeout_status must be 200 or 504, not 0");
}

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
}

}  // namespace
}  // namespace wavespeed_mock::sync_wait_test
