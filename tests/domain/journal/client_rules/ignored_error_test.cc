#include <gtest/gtest.h>

#include "domain/journal/client_rules/request_history_maker.h"

namespace wavespeed_mock::ignored_error_test {
namespace {

using std::chrono::seconds;

TEST(IgnoredErrorRule, FindsRepetitionsThatCannotSucceed) {
  RequestHistoryMaker maker;
  for (int i = 0; i < 3; ++i) maker.submit(seconds(i), 400);
  const RuleResult verdict = maker.judge(judge_ignored_error, false);
  ASSERT_EQ(verdict.incidents.size(), 1U);
  EXPECT_EQ(verdict.incidents[0].problem,
            "POST /api/v3/acme/poster was sent 3 times without a change, although it was answered "
            "400 Bad Request");
  EXPECT_EQ(verdict.incidents[0].entries.size(), 3U);
}

TEST(IgnoredErrorRule, AcceptsAChangedRequest) {
  RequestHistoryMaker maker;
  maker.submit(seconds(0), 400);
  maker.submit(seconds(1), 400);
  maker.submit(seconds(2), 200);  // the mock may have changed in between
  maker.submit(seconds(3), 400);
  for (std::uint64_t body = 2; body < 9; ++body) maker.submit(seconds(9), 400, body);
  for (int i = 0; i < 5; ++i) maker.submit(seconds(20 + i), 429, 50);
  const RuleResult verdict = maker.judge(judge_ignored_error);
  EXPECT_EQ(verdict.broken, 0U);
  EXPECT_EQ(verdict.judged, 9U);
}

TEST(IgnoredErrorRule, FindsPollsOfUndefinedIds) {
  RequestHistoryMaker maker;
  maker.add(seconds(0), "GET", "/api/v3/predictions/undefined/result?x=1", 404);
  maker.add(seconds(0), "GET", "/api/v3/predictions/12ab/result", 404);
  const RuleResult verdict = maker.judge(judge_ignored_error);
  ASSERT_EQ(verdict.incidents.size(), 1U);
  EXPECT_EQ(verdict.incidents[0].problem,
            "GET /api/v3/predictions/undefined/result asked for a task named \"undefined\" once: "
            "the answer to the submission had no id");
}

}  // namespace
}  // namespace wavespeed_mock::ignored_error_test
