#include <gtest/gtest.h>

#include "domain/journal/client_rules/request_history_maker.h"

namespace wavespeed_mock::double_submit_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(DoubleSubmitRule, FindsASecondChargeAfterALostReply) {
  RequestHistoryMaker maker;
  maker.charged(seconds(0), 1).delivery.ending = Ending::close;
  maker.charged(seconds(1), 2);
  const RuleResult verdict = maker.judge(judge_double_submit, false);
  ASSERT_EQ(verdict.incidents.size(), 1U);
  EXPECT_EQ(
      verdict.incidents[0].problem,
      "POST /api/v3/acme/poster was sent again with the same body after its reply was lost, "
      "and charged again: $0.012 for task 00000000000000000000000000000002 in addition to task "
      "00000000000000000000000000000001");
  EXPECT_EQ(verdict.incidents[0].cost, Money{12'000});
  EXPECT_EQ(verdict.judged, 1U);
}

TEST(DoubleSubmitRule, CountsAnswersThatDoNotNameTheTask) {
  RequestHistoryMaker refused;
  refused.charged(seconds(0), 1).status = 503;
  refused.submit(seconds(1), 429);
  refused.charged(seconds(2), 2);
  EXPECT_EQ(refused.judge(judge_double_submit).incidents.size(), 1U);

  // A truncated body cannot be compared.
  for (const std::uint64_t cut : {0, 5'000}) {
    RequestHistoryMaker garbled;
    JournalEntry& entry = garbled.charged(seconds(0), 1);
    entry.response_body = R"({"code":200,"data":null})";
    entry.response_body_bytes = entry.response_body.size() + cut;
    garbled.charged(seconds(1), 2);
    EXPECT_EQ(garbled.judge(judge_double_submit).incidents.size(), cut == 0 ? 1U : 0U);
  }
}

TEST(DoubleSubmitRule, FindsARepetitionBeforeTheReply) {
  RequestHistoryMaker maker;
  maker.charged(seconds(0), 1).delivery.delay = seconds(60);
  maker.charged(seconds(10), 2);
  EXPECT_EQ(maker.judge(judge_double_submit).incidents.size(), 1U);
  EXPECT_EQ(maker.judge(judge_double_submit, false).incidents.size(), 0U);

  maker.poll(seconds(70), 1);  // the client sent it twice on purpose
  EXPECT_EQ(maker.judge(judge_double_submit).incidents.size(), 0U);

  RequestHistoryMaker patient;
  patient.charged(seconds(0), 1).delivery.delay = seconds(5);
  patient.charged(seconds(10), 2);
  EXPECT_EQ(patient.judge(judge_double_submit).judged, 0U);
}

TEST(DoubleSubmitRule, AcceptsAClientThatLooksForTheTask) {
  RequestHistoryMaker maker;
  maker.charged(seconds(0), 1).delivery.ending = Ending::close;
  maker.poll(seconds(1), 1);
  const RuleResult verdict = maker.judge(judge_double_submit);
  EXPECT_EQ(verdict.judged, 1U);
  EXPECT_EQ(verdict.broken, 0U);
}

TEST(DoubleSubmitRule, AllowsTheSameTaskTwiceOnPurpose) {
  RequestHistoryMaker maker;
  maker.charged(seconds(0), 1);
  maker.charged(seconds(1), 2);
  maker.submit(seconds(2), 503);  // created no task
  maker.charged(seconds(3), 3);
  maker.charged(seconds(4), 4, 2).delivery.ending = Ending::reset;
  maker.charged(seconds(5), 5, 3);  // another body
  EXPECT_EQ(maker.judge(judge_double_submit).incidents.size(), 0U);
}

}  // namespace
}  // namespace wavespeed_mock::double_submit_test
