// JSON that is nested deeper than 64 levels in what is checked, recorded and replayed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "contract/contract_check.h"
#include "contract/redaction/redaction.h"
#include "contract/transcript/base_url_removal.h"
#include "contract/transcript/recorded_request.h"
#include "contract/transcript/transcript_check.h"
#include "support/domain_error.h"
#include "support/nested_json.h"
#include "support/small_contract.h"
#include "support/transcripts.h"

namespace wavespeed_mock::contract_deep_json_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kHeader =
    R"({"wavespeed_mock_transcript":1,"recorded":"2026-01-01T00:00:00.000000000Z"})";

Transcript parsed(const std::string& text) {
  return parse_transcript(text, "t.jsonl");
}

// A task with inputs that reach `levels` levels below it.
std::string task_with(const std::string& inputs) {
  return R"({"code":200,"data":{"id":"00ff","status":"created","inputs":{"a":)" + inputs + "}}}";
}

TEST(DeepJson, IsAContractViolation) {
  const ContractCheck check(small_contract(), UnknownFields::reported);
  const Headers json = {{"Content-Type", "application/json"}};
  const auto in_answer = check.response({.method = "GET", .target = "/api/v3/tasks/1"},
                                        {.status = 200, .headers = json, .body = endless_json()});
  ASSERT_EQ(in_answer.size(), 1U);
  EXPECT_EQ(to_text(in_answer[0]), "body: is nested deeper than 64 levels, at line 1, column 65");
  const auto in_request = check.request(
      {.method = "POST", .target = "/api/v3/a/b", .headers = json, .body = endless_json()});
  ASSERT_EQ(in_request.size(), 1U);
  EXPECT_EQ(to_text(in_request[0]), to_text(in_answer[0]));
  // The deepest that there is passes through the validator.
  EXPECT_TRUE(check
                  .response({.method = "GET", .target = "/api/v3/tasks/1"},
                            {.status = 200, .headers = json, .body = task_with(nested_json(61))})
                  .empty());
}

TEST(DeepJson, IsRedacted) {
  for (const std::string& end : {"," + nested_json(100'000) + "]", std::string("]\0[", 3)}) {
    const auto exchange =
        Redaction(small_contract())
            .redacted(json_exchange("POST", "/api/v3/a/b", R"([{"password":"hunter2-a"})" + end,
                                    R"([{"api_key": "hunter2-b"})" + end));
    EXPECT_THAT(exchange.request.body, Not(HasSubstr("hunter2"))) << exchange.request.body;
    EXPECT_THAT(exchange.response.body, Not(HasSubstr("hunter2"))) << exchange.response.body;
    EXPECT_THAT(exchange.request.body, HasSubstr(end));
  }
}

// A line of a transcript is JSON itself, so it must not get deeper than what can be read.
TEST(DeepJson, IsKeptInATranscript) {
  for (const std::size_t levels : {62U, 63U, 64U, 65U, 65'708U}) {
    const std::string body = nested_json(levels);
    const std::string line = to_line(json_exchange("POST", "/a", body, body));
    EXPECT_EQ(line.find("\"json\":") != std::string::npos, levels <= 62) << levels;
    const Transcript back = parsed(std::string(kHeader) + '\n' + line + '\n');
    ASSERT_EQ(back.exchanges.size(), 1U) << levels;
    EXPECT_EQ(back.exchanges[0].request.body, body);
    EXPECT_EQ(back.exchanges[0].response.body, body);
  }
}

TEST(DeepJson, IsAnErrorInATranscript) {
  EXPECT_THAT(error_of([] { parsed(R"({"about":)" + endless_json() + "}\n"); }),
              HasSubstr(std::string("t.jsonl: line 1: ") + kTooDeep));
  std::string line = to_line(json_exchange("POST", "/a", "[]", "[]"));
  line.replace(line.find("\"json\":[]") + 7, 2, endless_json());
  EXPECT_THAT(error_of([&] { parsed(std::string(kHeader) + '\n' + line + '\n'); }),
              HasSubstr(std::string("t.jsonl: line 2: ") + kTooDeep));
}

TEST(DeepJson, IsCheckedInATranscript) {
  const ContractCheck check(small_contract(), UnknownFields::reported);
  auto exchange = json_exchange("GET", "/api/v3/tasks/1", "", endless_json());
  const auto findings = check_transcript({.header = {}, .exchanges = {exchange}}, check);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(to_text(findings[0]), HasSubstr(kTooDeep));
}

TEST(DeepJson, IsComparedByteByByte) {
  const RecordedRequest recorded(json_exchange("POST", "/a", endless_json(), "{}"));
  Request sent = json_exchange("POST", "/a", endless_json(), "").request;
  EXPECT_FALSE(recorded.difference(SentRequest(sent, "http://me:1")));
  sent.body += ' ';
  EXPECT_TRUE(recorded.difference(SentRequest(sent, "http://me:1")));
  sent.body = "[]";
  EXPECT_TRUE(recorded.difference(SentRequest(sent, "http://me:1")));
}

TEST(DeepJson, KeepsAddressesInIt) {
  const std::string body = "[\"http://me:1/a\"," + endless_json() + "]";
  auto exchange = json_exchange("POST", "/a", body, body);
  forget_base_url(exchange, "http://me:1");
  EXPECT_EQ(exchange.response.body, body);
}

// Without the address, what is left of the body is not JSON.
TEST(SentRequest, SurvivesAnAddressWithAQuote) {
  const Request sent = json_exchange("POST", "/a", R"({"a":"http://me"})", "").request;
  const RecordedRequest recorded(json_exchange("POST", "/a", R"({"a":"http://me"})", "{}"));
  EXPECT_FALSE(recorded.difference(SentRequest(sent, "http://me\"")));
}

}  // namespace
}  // namespace wavespeed_mock::contract_deep_json_test
