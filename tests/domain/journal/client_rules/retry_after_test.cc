#include <gtest/gtest.h>

#include "base/http/http_date.h"
#include "domain/journal/client_rules/request_history_maker.h"

namespace wavespeed_mock::retry_after_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// A 429 at second 10 with this Retry-After, and the same request again after `pause`.
RuleResult come_again(const std::string& retry_after, milliseconds pause, bool time_tells = true) {
  RequestHistoryMaker maker;
  maker.submit(seconds(10), 429).response_headers.add("Retry-After", retry_after);
  maker.submit(seconds(10) + pause);
  return maker.judge(judge_retry_after, time_tells);
}

TEST(RetryAfterRule, FindsEarlyRetries) {
  const RuleResult verdict = come_again("2", milliseconds(300));
  ASSERT_EQ(verdict.incidents.size(), 1U);
  EXPECT_EQ(verdict.judged, 1U);
  EXPECT_EQ(verdict.broken, 1U);
  EXPECT_EQ(verdict.incidents[0].problem,
            "POST /api/v3/acme/poster came again after 300ms, although the answer 429 asked to "
            "wait 2s (Retry-After: 2)");
  EXPECT_EQ(verdict.incidents[0].entries.size(), 2U);
}

TEST(RetryAfterRule, AcceptsAClientThatWaits) {
  for (const auto pause : {milliseconds(2'000), milliseconds(1'960), milliseconds(60'000)}) {
    const RuleResult verdict = come_again("2", pause);
    EXPECT_EQ(verdict.judged, 1U);
    EXPECT_TRUE(verdict.incidents.empty()) << pause.count();
  }
}

TEST(RetryAfterRule, ReadsDates) {
  const std::string date = to_http_date(Timestamp{} + seconds(15));
  EXPECT_EQ(come_again(date, milliseconds(4'000)).incidents.size(), 1U);
  EXPECT_EQ(come_again(date, milliseconds(5'000)).incidents.size(), 0U);
  EXPECT_EQ(come_again(to_http_date(Timestamp{}), milliseconds(1)).incidents.size(), 0U);
}

TEST(RetryAfterRule, DoesNotJudgeUnclearCases) {
  EXPECT_EQ(come_again("soon", milliseconds(1)).judged, 0U);
  EXPECT_EQ(come_again("2", milliseconds(0)).judged, 0U);
  EXPECT_EQ(come_again("2", milliseconds(1), false).judged, 0U);

  RequestHistoryMaker other;
  other.submit(seconds(1), 429).response_headers.add("Retry-After", "2");
  other.submit(seconds(2), 200, 2);  // another request does not have to wait
  EXPECT_EQ(other.judge(judge_retry_after).judged, 0U);

  RequestHistoryMaker lost;
  JournalEntry& entry = lost.submit(seconds(1), 429);
  entry.response_headers.add("Retry-After", "2");
  entry.delivery.ending = Ending::reset;
  lost.submit(seconds(2));
  EXPECT_EQ(lost.judge(judge_retry_after).judged, 0U);
}

}  // namespace
}  // namespace wavespeed_mock::retry_after_test
