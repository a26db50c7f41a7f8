#include <gtest/gtest.h>

#include "domain/journal/client_rules/request_history_maker.h"

namespace wavespeed_mock::polling_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(PollingRule, FindsPollsWithoutPause) {
  RequestHistoryMaker maker;
  for (int i = 0; i < 6; ++i) maker.poll(milliseconds(20 * i), 7);
  const RuleResult verdict = maker.judge(judge_polling);
  ASSERT_EQ(verdict.incidents.size(), 1U);
  EXPECT_EQ(verdict.incidents[0].problem,
            "task 00000000000000000000000000000007 was polled 6 times with 20ms between two polls; "
            "leave at least 100ms");
  EXPECT_EQ(verdict.incidents[0].entries.size(), 6U);
}

TEST(PollingRule, AcceptsAReasonablePace) {
  RequestHistoryMaker maker;
  for (int i = 0; i < 20; ++i) {
    maker.poll(milliseconds(100 * i), 7);
    maker.poll(milliseconds(100 * i + 50), 8);  // each task is judged separately
  }
  const RuleResult verdict = maker.judge(judge_polling);
  EXPECT_EQ(verdict.judged, 2U);
  EXPECT_EQ(verdict.broken, 0U);

  RequestHistoryMaker few;
  for (int i = 0; i < 5; ++i) few.poll(milliseconds(i), 7);
  few.poll(seconds(1), 7);
  EXPECT_EQ(few.judge(judge_polling).broken, 0U);
}

TEST(PollingRule, FindsPollsAfterTheEnd) {
  RequestHistoryMaker maker;
  maker.poll(seconds(0), 7);
  for (int i = 1; i < 5; ++i) maker.poll(seconds(i), 7, "failed");
  const RuleResult verdict = maker.judge(judge_polling, false);  // independent of the pauses
  ASSERT_EQ(verdict.incidents.size(), 1U);
  EXPECT_EQ(verdict.incidents[0].problem,
            "task 00000000000000000000000000000007 was polled 3 times more after it was shown as "
            "failed");
}

TEST(PollingRule, AllowsALaterPoll) {
  RequestHistoryMaker maker;
  for (int i = 0; i < 3; ++i) maker.poll(seconds(i), 7, "completed");
  for (int i = 1; i < 5; ++i) maker.poll(minutes(10 * i), 7, "completed");
  EXPECT_EQ(maker.judge(judge_polling).broken, 0U);

  RequestHistoryMaker lost;
  lost.poll(seconds(0), 7, "completed").delivery.ending = Ending::reset;
  for (int i = 1; i < 4; ++i) lost.poll(seconds(i), 7, "completed");
  EXPECT_EQ(lost.judge(judge_polling).broken, 0U);
}

}  // namespace
}  // namespace wavespeed_mock::polling_test
