// JSON that is nested deeper than 64 levels, wherever a mock gets it: it must answer and live on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "contract/document.h"
#include "contract/redaction/redaction.h"
#include "contract/transcript/transcript_file.h"
#include "support/account_refusal.h"
#include "support/domain_error.h"
#include "support/mock_client.h"
#include "support/nested_json.h"
#include "support/temp_folder.h"
#include "support/transcripts.h"

namespace wavespeed_mock::behaviour_deep_json_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kModel = "/api/v3/mock/instant";

// With every placeholder filled.
std::string target_of(const Operation& operation) {
  std::string target = operation.pattern;
  for (std::size_t at; (at = target.find('{')) != std::string::npos;) {
    target.replace(at, target.find('}') + 1 - at, "x");
  }
  return target;
}

TEST(DeepJson, IsRefusedByEveryOperationThatTakesABody) {
  Options options;
  options.strict = true;
  const MockClient client(options);
  std::size_t tried = 0;
  for (const Operation& operation : ContractDocument::builtin().operations()) {
    std::string body = operation.pointer + "/requestBody";
    if (ContractDocument::builtin().at(body) == nullptr) continue;
    const std::string target = operation.id == "submitTask" ? kModel : target_of(operation);
    const Response response = client.send(client.request(operation.method, target, endless_json()));
    EXPECT_GE(response.status, 400) << operation.id;
    EXPECT_LT(response.status, 500) << operation.id;
    ++tried;
  }
  EXPECT_GT(tried, 10U);
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
}

TEST(DeepJson, IsRefusedAsAControlBody) {
  const MockClient client;
  for (const char* target : {"/__mock/clock", "/__mock/faults", "/__mock/accounts",
                             "/__mock/verify", "/__mock/coupons"}) {
    for (const std::string& body : {endless_json(), R"({"a":)" + endless_json() + "}"}) {
      const Response response = client.post(target, body);
      EXPECT_EQ(response.status, 400) << target;
      EXPECT_THAT(client.message(response), StartsWith(std::string("the request body ") + kTooDeep))
          << target;
    }
  }
}

TEST(DeepJson, IsAViolationOfAStrictMock) {
  Options options;
  options.strict = true;
  const MockClient client(options);
  Request request = client.request("POST", kModel, endless_json());
  request.headers = {{"Host", "127.0.0.1"}, {"Content-Type", "application/json"}};
  const Response response = client.send(request);
  EXPECT_EQ(response.status, 401);
  EXPECT_THAT(client.header(response, "X-Mock-Violation"), HasSubstr(kTooDeep));
  request.method = "GET";
  request.target = "/__mock/client-report?format=text";
  request.body.clear();
  EXPECT_THAT(client.send(request).body, HasSubstr(kTooDeep));
}

TEST(DeepJson, IsShownInTheJournalWithoutItsSecrets) {
  Options options;
  options.journal_body = 1'048'576;
  const MockClient client(options);
  EXPECT_EQ(client.post(kModel, endless_json()).status, 400);
  const std::string secret = "hunter2-hunter2";
  EXPECT_EQ(
      client.post(kModel, R"({"password":")" + secret + R"(","a":)" + endless_json() + "}").status,
      400);
  const Response journal = client.get("/__mock/journal");
  ASSERT_EQ(journal.status, 200);
  const auto requests = client.data(journal)["requests"];
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0]["request"]["body"], endless_json());
  EXPECT_THAT(requests[1]["request"]["body"].get<std::string>(), HasSubstr(R"({"password":"{{)"));
  EXPECT_THAT(journal.body, Not(HasSubstr(secret)));
}

TEST(DeepJson, MatchesNoConditionOnABody) {
  Options options;
  options.journal_body = 1'048'576;
  const MockClient client(options);
  client.mock().add_fault(R"({"body": {"a": 1}, "fault": "error"})");
  const Response response = client.post(kModel, R"({"a":1,"b":)" + endless_json() + "}");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(client.message(response), HasSubstr(kTooDeep));
  const Response found = client.get("/__mock/journal/count?body=%7B%22a%22%3A1%7D");
  EXPECT_EQ(client.data(found)["count"], 0);
  const Response wrong = client.get("/__mock/journal/count?body=" + endless_json());
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(client.message(wrong), HasSubstr("field \"body\": must be a JSON object"));
}

TEST(DeepJson, IsRefusedByTheFunctionsThatTakeJson) {
  const MockClient client;
  MockAccount account = client.mock().account("test-key");
  const std::string deep = R"({"a":)" + endless_json() + "}";
  EXPECT_THAT(error_of([&] { client.mock().add_fault(deep); }), HasSubstr(kTooDeep));
  EXPECT_THAT(error_of([&] { client.mock().start_scenario(deep); }), HasSubstr(kTooDeep));
  EXPECT_THAT(refusal_of([&] { client.mock().open_account(deep); }), HasSubstr(kTooDeep));
  EXPECT_THAT(refusal_of([&] { account.make_invoice(deep); }), HasSubstr(kTooDeep));
  EXPECT_THAT(refusal_of([&] { account.set_discounts(endless_json()); }), HasSubstr(kTooDeep));
}

TEST(DeepJson, IsOneMoreBodyForAMockThatReplays) {
  const TempFolder folder;
  const std::string deep = R"({"prompt":)" + endless_json() + "}";
  {
    TranscriptFile file(folder.file("t.jsonl"), {});
    Redaction redaction(ContractDocument::builtin());
    file.write(redaction.redacted(
        json_exchange("POST", kModel, R"({"prompt":"a"})", R"({"code":200,"message":"success"})")));
    file.write(redaction.redacted(
        json_exchange("POST", kModel, deep, R"({"code":400,"message":"too deep"})", 400)));
  }
  Options options;
  options.replay = folder.file("t.jsonl");
  const MockClient replayed(options);
  EXPECT_EQ(unwatched_answer(replayed.mock(), replayed.request("POST", kModel, deep)).status, 400);
  const Response unknown =
      unwatched_answer(replayed.mock(), replayed.request("POST", kModel, endless_json()));
  EXPECT_EQ(unknown.status, 404);
  EXPECT_THAT(replayed.header(unknown, "X-Mock-Reason"), HasSubstr("in the recording, not"));
}

// The library takes a NUL for the end of the text.
TEST(DeepJson, IsNotTheOnlyTrapABodyCanHold) {
  const MockClient client;
  std::string body = R"({"prompt":"x"})";
  body += '\0';
  body += "anything";
  const Response response = client.post(kModel, body);
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(client.message(response),
            "the request body is not valid JSON: at line 1, column 15: unexpected NUL");
  EXPECT_EQ(client.data(client.get("/api/v3/balance"))["balance"], 100);
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_deep_json_test
