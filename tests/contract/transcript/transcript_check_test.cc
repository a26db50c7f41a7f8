#include "contract/transcript/transcript_check.h"

#include <gtest/gtest.h>

#include "support/small_contract.h"
#include "support/transcripts.h"

namespace wavespeed_mock::transcript_check_test {
namespace {

std::vector<std::string> findings(std::vector<RecordedExchange> exchanges) {
  const ContractCheck check(small_contract(), UnknownFields::reported);
  for (std::size_t i = 0; i < exchanges.size(); ++i) exchanges[i].line = i + 2;
  std::vector<std::string> texts;
  for (const auto& finding : check_transcript({.header = {}, .exchanges = exchanges}, check)) {
    texts.push_back(to_text(finding));
  }
  return texts;
}

RecordedExchange task(const std::string& fields) {
  auto exchange =
      json_exchange("GET", "/api/v3/tasks/1", "",
                    R"({"code":200,"data":{"id":"00ff","status":"created")" + fields + "}}");
  exchange.operation = "getTask";
  return exchange;
}

TEST(TranscriptCheck, AcceptsAConformingTranscript) {
  EXPECT_EQ(findings({task(""), task(R"(,"count":3)")}), std::vector<std::string>());
}

TEST(TranscriptCheck, ReportsLineOperationAndProblem) {
  const auto found = findings({task(""), task(R"(,"count":"3")"), task(R"(,"extra":1)")});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].find("line 3: getTask: the answer: body: data.count must be an integer"), 0U)
      << found[0];
  EXPECT_EQ(found[1].find("line 4: getTask: the answer: body: data.extra is not documented"), 0U)
      << found[1];
}

TEST(TranscriptCheck, ChecksAcceptedRequestsOnly) {
  auto wrong = json_exchange("POST", "/api/v3/a/b", R"({"enable_sync_mode":1})",
                             R"({"code":200,"data":{"id":"00ff","status":"created"}})");
  const auto found = findings({wrong});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].find("line 2: POST /api/v3/a/b: the request: body: enable_sync_mode must be"),
            0U)
      << found[0];
  wrong.response = {.status = 400,
                    .headers = {{"Content-Type", "application/json"}},
                    .body = R"({"code":400,"message":"no"})"};
  EXPECT_EQ(findings({wrong}), std::vector<std::string>()) << "refused requests are not checked";
}

TEST(TranscriptCheck, IgnoresRedactedAndTruncatedParts) {
  auto redacted = task("");
  redacted.response.body = R"({"code":200,"data":{"id":"{{secret-1}}","status":"created"}})";
  auto is_cut = task("");
  is_cut.response.body.clear();
  is_cut.response_cut = CutBody{.size = 5};
  EXPECT_EQ(findings({redacted, is_cut}), std::vector<std::string>());
  redacted.response.body = R"({"code":200,"data":{"id":"{{secret-1}}","status":"gone"}})";
  EXPECT_EQ(findings({redacted}).size(), 1U) << "the rest is still checked";
}

TEST(TranscriptCheck, ChecksUrlsWithTheServersAddress) {
  auto exchange = task(R"(,"outputs":["{{base_url}}/x"])");
  EXPECT_EQ(findings({exchange}), std::vector<std::string>());
}

}  // namespace
}  // namespace wavespeed_mock::transcript_check_test
