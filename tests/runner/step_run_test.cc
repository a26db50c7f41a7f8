#include "runner/step_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "runner/step_loader.h"
#include "support/scripted_target.h"
#include "support/small_contract.h"

namespace wavespeed_mock::step_run_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

json task(const std::string& status) {
  return {{"code", 200}, {"data", {{"id", "00af"}, {"status", status}}}};
}

class StepRunTest : public ::testing::Test {
 protected:
  StepRunTest() { variables_.set("id", "00af"); }

  // Runs a step that polls a task; `rest` has its other fields.
  ContractStepResult run(const std::string& rest) {
    const std::string step =
        R"({"operation": "getTask", "request": {"path": {"id": "${id}"}}, )" + rest + "}";
    std::vector<std::string> captured = {"id"};
    return run_step(load_step(json::parse(step), "f", small_contract(), captured), 1, target_,
                    check_, variables_);
  }

  std::vector<Response> answers_ = {json_answer(task("created"))};  // then always the last one
  ScriptedTarget target_{[this](const Request&) {
    const Response answer = answers_.front();
    if (answers_.size() > 1) answers_.erase(answers_.begin());
    return answer;
  }};
  const ContractCheck check_{small_contract(), UnknownFields::reported};
  Variables variables_{target_};
};

TEST_F(StepRunTest, JudgesEveryHeaderOfAName) {
  answers_[0].headers.add("X-Tag", "one");
  answers_[0].headers.add("x-tag", "two");
  EXPECT_THAT(run(R"("expect": {"status": 200, "headers": {"X-Tag": "one, two"}})").failures,
              IsEmpty());
  EXPECT_THAT(run(R"("expect": {"status": 200, "headers": {"X-Tag": "one"}})").failures,
              ElementsAre("header X-Tag must be \"one\", not \"one, two\""));
}

TEST_F(StepRunTest, CountsAssertions) {
  const ContractStepResult result = run(
      R"("expect": {"status": 200, "headers": {"Content-Type": "application/json"},
                    "body": {"data.id": "${id}", "data.status": {"one_of": ["created"], "is": "string"}},
                    "text": {"contains": "00af"}, "bytes": {"above": 10}},
         "capture": {"status": "data.status", "type": {"header": "content-type"}})");
  EXPECT_THAT(result.failures, IsEmpty());
  // The contract, the status, a header, three conditions on the body, two on its bytes, two
  // captures.
  EXPECT_EQ(result.assertions, 10U);
  EXPECT_EQ(result.exchanges, 1U);
  EXPECT_EQ(result.operation, "getTask");
  EXPECT_EQ(result.request.target, "/api/v3/tasks/00af");
  ASSERT_TRUE(result.response);
  EXPECT_EQ(variables_.resolved_text("${status} ${type}"), "created application/json");
}

TEST_F(StepRunTest, ReportsFailedConditions) {
  EXPECT_THAT(
      run(R"("expect": {"status": 200, "body": {"data.status": "completed", "data.id": {"absent": true}}},
                     "capture": {"none": "data.none", "tag": {"header": "ETag"}})")
          .failures,
      ElementsAre("data.id must be absent, not \"00af\"",
                  "data.status must be \"completed\", not \"created\"",
                  "data.none must be present to be captured as ${none}",
                  "header ETag must be present to be captured as ${tag}"));
}

TEST_F(StepRunTest, ReportsTwentyFailuresAndCountsTheOthers) {
  json body = json::object();
  for (int i = 0; i < 25; ++i) body["data.x" + std::to_string(i)] = 1;
  const auto failures = run(R"("expect": {"status": 200, "body": )" + body.dump() + "}").failures;
  ASSERT_EQ(failures.size(), 21U);
  EXPECT_EQ(failures.back(), "and 5 more");
}

TEST_F(StepRunTest, ChecksTheContract) {
  json odd = task("sleeping");
  odd["data"]["extra"] = 1;
  answers_ = {json_answer(odd)};
  const ContractStepResult result = run(R"("expect": {"status": 200})");
  ASSERT_EQ(result.failures.size(), 2U);
  EXPECT_THAT(
      result.failures,
      testing::Contains(HasSubstr("breaks the contract: body: data.extra is not documented")));
  EXPECT_THAT(result.failures,
              testing::Contains(HasSubstr("(/components/schemas/Task/properties/status)")));
}

TEST_F(StepRunTest, ChecksNothingElseWhenTheStatusDiffers) {
  answers_ = {json_answer({{"code", 404}, {"message", "Not found"}}, 404)};
  EXPECT_THAT(
      run(R"("expect": {"status": 200, "body": {"data.id": "x"}}, "capture": {"a": "data.id"})")
          .failures,
      ElementsAre(R"(status must be 200, not 404: {"code":404,"message":"Not found"})"));
}

TEST_F(StepRunTest, RequiresJsonForBodyConditions) {
  answers_ = {{.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = "<html>"}};
  EXPECT_THAT(run(R"("expect": {"status": 200, "body": {"data.id": "x"}})").failures,
              ElementsAre(HasSubstr("breaks the contract: body: is not valid JSON"),
                          "the body must be JSON, not <html>"));
}

TEST_F(StepRunTest, DoesNotQuoteBytes) {
  answers_ = {{.status = 500, .headers = {{"Content-Type", "image/png"}}, .body = "\x89PNG"}};
  EXPECT_THAT(run(R"("expect": {"status": 200})").failures,
              testing::Contains("status must be 200, not 500: 4 bytes that are not text"));
}

TEST_F(StepRunTest, PollsUntilTheExpectedResponse) {
  answers_ = {json_answer(task("created")), json_answer(task("created")),
              json_answer(task("completed"))};
  const Timestamp began = target_.now();
  const ContractStepResult result = run(
      R"("until": {"data.status": "completed"}, "pause": "2s", "expect": {"status": 200, "body": {"data.status": "completed"}})");
  EXPECT_THAT(result.failures, IsEmpty());
  EXPECT_EQ(result.exchanges, 3U);
  EXPECT_EQ(target_.now() - began, std::chrono::seconds(4));
}

TEST_F(StepRunTest, StopsPollingAtTheLimit) {
  const ContractStepResult result =
      run(R"("until": {"data.status": "completed"}, "at_most": 3, "expect": {"status": 200})");
  EXPECT_EQ(result.exchanges, 3U);
  EXPECT_THAT(result.failures,
              ElementsAre("is not the expected response after 3 requests: data.status must be "
                          "\"completed\", not \"created\""));
}

TEST_F(StepRunTest, StopsPollingAtAnUnexpectedResponse) {
  answers_ = {json_answer(task("created")), json_answer({{"code", 404}, {"message", "Gone"}}, 404)};
  const ContractStepResult result =
      run(R"("until": {"data.status": "completed"}, "expect": {"status": 200})");
  EXPECT_EQ(result.exchanges, 2U);
  EXPECT_THAT(result.failures, ElementsAre(HasSubstr("status must be 200, not 404")));
}

TEST_F(StepRunTest, AdvancesTheClockFirst) {
  const Timestamp began = target_.now();
  run(R"("after": "8d", "expect": {"status": 200})");
  EXPECT_EQ(target_.now() - began, std::chrono::days(8));
}

TEST_F(StepRunTest, TreatsNoResponseAsAFailure) {
  ScriptedTarget silent([](const Request&) -> Response { throw TargetError("refused"); });
  std::vector<std::string> captured;
  const ContractStep step =
      load_step(json::parse(R"({"operation": "newTasks", "expect": {"status": 204}})"), "f",
                small_contract(), captured);
  const ContractStepResult result = run_step(step, 1, silent, check_, variables_);
  EXPECT_THAT(result.failures, ElementsAre("there must be a response: refused"));
  EXPECT_FALSE(result.response);
  EXPECT_EQ(result.request.target, "/api/v3/tasks/new") << "the request is still reported";
}

TEST_F(StepRunTest, RequiresARequestOfItsOperation) {
  std::vector<std::string> captured;
  const ContractStep step = load_step(
      json::parse(
          R"({"operation": "getTask", "request": {"target": "/api/v3/tasks/new"}, "expect": {"status": 200}})"),
      "f", small_contract(), captured);
  EXPECT_THAT(run_step(step, 1, target_, check_, variables_).failures,
              testing::Contains(
                  "the request must be one of getTask, not of newTasks: GET /api/v3/tasks/new"));
}

TEST_F(StepRunTest, DoesNotApplyTheContractToOtherServers) {
  answers_ = {{.status = 200, .headers = {}, .body = "stored"}};
  std::vector<std::string> captured;
  const ContractStep step = load_step(
      json::parse(
          R"({"operation": "getFile", "request": {"target": "https://storage.test/a"}, "expect": {"status": 200, "text": "stored"}})"),
      "f", small_contract(), captured);
  const ContractStepResult result = run_step(step, 1, target_, check_, variables_);
  EXPECT_THAT(result.failures, IsEmpty());
  EXPECT_THAT(target_.elsewhere, ElementsAre("https://storage.test/a"));
  EXPECT_EQ(result.request.target, "https://storage.test/a");
}

TEST_F(StepRunTest, NeverShowsTheKey) {
  answers_ = {{.status = 401,
               .headers = {{"Content-Type", "application/json"}, {"X-Echo", "very-secret-key"}},
               .body = R"({"code": 401, "message": "Invalid: very-secret-key"})"}};
  const ContractStepResult result = run(R"("expect": {"status": 200})");
  std::string all = result.request.target + result.request.body + result.response->body;
  for (const Header& header : result.request.headers) all += header.value;
  for (const Header& header : result.response->headers) all += header.value;
  for (const std::string& failure : result.failures) all += failure;
  EXPECT_EQ(all.find("very-secret-key"), std::string::npos) << all;
  EXPECT_EQ(result.request.headers.get("Authorization"), "Bearer {key}");
  EXPECT_EQ(target_.requests.at(0).headers.get("Authorization"), "Bearer very-secret-key");
}

// A failure quotes the beginning of a body, which may end within the key.
TEST_F(StepRunTest, NeverShowsTheBeginningOfTheKey) {
  answers_ = {{.status = 401, .headers = {}, .body = std::string(190, 'x') + "very-secret-key"}};
  const ContractStepResult result = run(R"("expect": {"status": 200})");
  std::string all;
  for (const std::string& failure : result.failures) all += failure + '\n';
  EXPECT_EQ(all.find("very"), std::string::npos) << all;
  EXPECT_NE(all.find("x{key}…"), std::string::npos) << all;
}

}  // namespace
}  // namespace wavespeed_mock::step_run_test
