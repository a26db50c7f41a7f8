#include <gtest/gtest.h>

#include "domain/journal/client_rules/request_history_maker.h"

namespace wavespeed_mock::backoff_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Failures with this status and these pauses between them; the last attempt succeeds.
RequestHistoryMaker attempts(const std::vector<int>& pauses, int status = 503) {
  RequestHistoryMaker maker;
  milliseconds now(0);
  for (const int pause : pauses) {
    maker.submit(now, status);
    now += milliseconds(pause);
  }
  maker.submit(now);
  return maker;
}

std::size_t findings(const std::vector<int>& pauses, int status = 503) {
  return attempts(pauses, status).judge(judge_backoff).incidents.size();
}

TEST(BackoffRule, FindsPausesThatDoNotGrow) {
  const RuleResult verdict = attempts({500, 510, 490}).judge(judge_backoff);
  ASSERT_EQ(verdict.incidents.size(), 1U);
  EXPECT_EQ(verdict.incidents[0].problem,
            "POST /api/v3/acme/poster was repeated 3 times after failures, with pauses that do not "
            "grow: 500ms, 510ms, 490ms");
  EXPECT_EQ(verdict.incidents[0].entries.size(), 4U);
  EXPECT_EQ(findings({2'000, 1'000, 500}), 1U);
  EXPECT_EQ(findings({500, 500, 500}, 429), 1U);
  EXPECT_EQ(findings({1, 20, 30, 40}), 1U);  // too short to count as pauses
}

TEST(BackoffRule, AcceptsGrowingPauses) {
  EXPECT_EQ(findings({1'000, 2'000, 3'000, 4'000, 5'000}), 0U);
  EXPECT_EQ(findings({100, 200, 400}), 0U);
  EXPECT_EQ(findings({300, 900, 200}), 0U);  // with jitter
  EXPECT_EQ(findings({10'000, 10'000, 10'000}), 0U);
  EXPECT_EQ(attempts({100, 200, 400}).judge(judge_backoff).judged, 1U);
}

TEST(BackoffRule, DoesNotJudgeFewAttempts) {
  EXPECT_EQ(attempts({500, 500}).judge(judge_backoff).judged, 0U);
  EXPECT_EQ(attempts({500, 500, 500}, 404).judge(judge_backoff).judged, 0U);
  EXPECT_EQ(attempts({500, 500, 500}).judge(judge_backoff, false).judged, 0U);
}

TEST(BackoffRule, CountsLostReplies) {
  RequestHistoryMaker maker;
  for (int i = 0; i < 4; ++i) maker.submit(seconds(i)).delivery.ending = Ending::close;
  EXPECT_EQ(maker.judge(judge_backoff).incidents.size(), 1U);
}

TEST(BackoffRule, IgnoresPausesRequestedByTheServer) {
  RequestHistoryMaker maker;
  for (int i = 0; i < 6; ++i) {
    maker.submit(seconds(i), 429).response_headers.add("Retry-After", "1");
  }
  EXPECT_EQ(maker.judge(judge_backoff).judged, 0U);
}

TEST(BackoffRule, StartsAgainAfterASuccess) {
  RequestHistoryMaker maker;
  for (int i = 0; i < 6; ++i) maker.submit(seconds(i), i % 3 == 2 ? 200 : 500);
  EXPECT_EQ(maker.judge(judge_backoff).judged, 0U);
}

}  // namespace
}  // namespace wavespeed_mock::backoff_test
