// Answers of a live service that are nested deeper than 64 levels.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "runner/answer_shapes.h"
#include "runner/balance_watch.h"
#include "runner/case_loader.h"
#include "runner/drift.h"
#include "runner/step_loader.h"
#include "runner/step_run.h"
#include "support/domain_error.h"
#include "support/nested_json.h"
#include "support/scripted_target.h"
#include "support/small_contract.h"

namespace wavespeed_mock::runner_deep_json_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Response deep_answer() {
  return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = endless_json()};
}

TEST(DeepJson, FailsAStep) {
  ScriptedTarget target([](const Request&) { return deep_answer(); });
  const ContractCheck check(small_contract(), UnknownFields::reported);
  Variables variables(target);
  std::vector<std::string> captured;
  const char* const step =
      R"({"operation": "getTask", "request": {"path": {"id": "1"}},
          "expect": {"status": 200, "body": {"data.id": "x"}}, "capture": {"a": "data.id"}})";
  const ContractStepResult result = run_step(
      load_step(json::parse(step), "f", small_contract(), captured), 1, target, check, variables);
  EXPECT_THAT(result.failures,
              ElementsAre(HasSubstr(std::string("breaks the contract: body: ") + kTooDeep),
                          StartsWith("the body must be JSON, not [[["),
                          HasSubstr("must be present to be captured")));
}

TEST(DeepJson, IsNotWaitedFor) {
  ScriptedTarget target([](const Request&) { return deep_answer(); });
  const ContractCheck check(small_contract(), UnknownFields::reported);
  Variables variables(target);
  std::vector<std::string> captured;
  const char* const step =
      R"({"operation": "getTask", "request": {"path": {"id": "1"}},
          "until": {"data.status": "completed"}, "expect": {"status": 200}})";
  const ContractStepResult result = run_step(
      load_step(json::parse(step), "f", small_contract(), captured), 1, target, check, variables);
  EXPECT_EQ(result.exchanges, 1U);
  EXPECT_FALSE(result.failures.empty());
}

TEST(DeepJson, IsNotABalance) {
  ScriptedTarget target([](const Request&) { return deep_answer(); });
  try {
    const BalanceWatch watch(target, std::nullopt);
    FAIL();
  } catch (const TargetError& error) {
    EXPECT_THAT(error.what(), HasSubstr("the balance cannot be read: GET"));
  }
}

TEST(DeepJson, IsWithoutAShape) {
  EXPECT_TRUE(shapes_of(deep_answer(), deep_answer()).empty());
  const AnswerShapes shapes = shapes_of({.body = "[1]"}, deep_answer());
  EXPECT_EQ(shown(shapes, "", ""), "\"(redacted)\"");
}

TEST(DeepJson, IsADrift) {
  const ContractCheck check(small_contract(), UnknownFields::reported);
  const Request request{.method = "GET", .target = "/api/v3/tasks/1"};
  const Response mock =
      json_answer({{"code", 200}, {"data", {{"id", "00af"}, {"status", "created"}}}});
  const Response live = deep_answer();
  const auto findings = compare_answers(check, request, {mock, mock}, {live, live});
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].kind, DriftFinding::Kind::type);
}

// A key may look like an index that no number can hold.
TEST(Drift, SurvivesAKeyLikeAnIndex) {
  const ContractCheck check(small_contract(), UnknownFields::reported);
  const Request request{.method = "GET", .target = "/api/v3/tasks/1"};
  json body = {{"code", 200}, {"data", {{"id", "00af"}, {"status", "created"}}}};
  const Response mock = json_answer(body);
  body["data"]["children"] = json::array();
  body["data"]["children[99999999999999999999999]"] = 1;
  const Response live = json_answer(body);
  EXPECT_FALSE(compare_answers(check, request, {mock, mock}, {live, live}).empty());
}

TEST(DeepJson, IsAnErrorInACase) {
  const auto error = error_of(
      [] { load_cases(R"({"cases": )" + endless_json() + "}", "c.json", small_contract()); });
  EXPECT_THAT(error, StartsWith(std::string("c.json: ") + kTooDeep));
}

}  // namespace
}  // namespace wavespeed_mock::runner_deep_json_test
