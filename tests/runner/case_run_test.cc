#include "runner/case_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runner/case_loader.h"
#include "support/domain_error.h"
#include "support/scripted_target.h"

namespace wavespeed_mock::case_run_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Verdict = ContractCaseResult::Verdict;

ContractCase case_of(const std::string& text) {
  return load_cases(cases_of({text}), "c.json", ContractDocument::builtin()).at(0);
}

TEST(CaseRun, RunsStepsUntilOneFails) {
  const ContractCase two = case_of(R"({"name": "two", "about": "x", "cost": "free", "steps": [
      {"operation": "getBalance", "expect": {"status": 200, "body": {"data.balance": 2}}},
      {"operation": "getBalance", "expect": {"status": 200}}]})");
  ScriptedTarget good([](const Request&) { return balance_answer(2); });
  const ContractCaseResult passed = run_case(two, good);
  EXPECT_EQ(passed.verdict, Verdict::passed);
  EXPECT_EQ(passed.steps.size(), 2U);
  EXPECT_EQ(passed.assertions, 5U);
  EXPECT_EQ(passed.name, "two");
  EXPECT_EQ(passed.file, "c.json");

  ScriptedTarget bad([](const Request&) { return balance_answer(1); });
  const ContractCaseResult failed = run_case(two, bad);
  EXPECT_EQ(failed.verdict, Verdict::failed);
  EXPECT_EQ(failed.steps.size(), 1U);
  EXPECT_THAT(failed.failures,
              ElementsAre("two, step 1 getBalance: data.balance must be 2, not 1.0"));
}

TEST(CaseRun, ReportsEachFailureOnOneLine) {
  const ContractCase one = case_of(R"({"name": "a", "about": "x", "cost": "free", "steps": [
      {"operation": "getBalance", "expect": {"status": 200, "body": {
          "message": {"matches": "^a\n$"}, "b\nc": 1}}}]})");
  ScriptedTarget target([](const Request&) { return balance_answer(2); });
  EXPECT_THAT(run_case(one, target).failures,
              ElementsAre(R"(a, step 1 getBalance: b\nc must be 1, but is missing)",
                          R"(a, step 1 getBalance: message must match ^a\n$, not "success")"));
}

TEST(CaseRun, StartsTheMockOfTheCase) {
  ScriptedTarget target([](const Request&) { return balance_answer(1); });
  run_case(case_of(balance_case("a", R"({"status": 200})",
                                R"("cost": "free", "mock": {"tier": "level1"},)")),
           target);
  ASSERT_EQ(target.begun.size(), 1U);
  EXPECT_EQ(target.begun[0].tier, "level1");

  const auto memory = memory_target();
  EXPECT_EQ(error_of([&] {
              run_case(case_of(balance_case("a", R"({"status": 200})",
                                            R"("cost": "free", "mock": {"tier": "level9"},)")),
                       *memory);
            }).find("c.json: case \"a\": mock: tier: there is no tier \"level9\""),
            0U);
}

TEST(CaseRun, AllowsMoreFieldsFromLiveServers) {
  const auto more = [](const Request&) {
    return json_answer(
        {{"code", 200}, {"message", "success"}, {"data", {{"balance", 1}, {"bonus", 1}}}});
  };
  const ContractCase one = case_of(balance_case("a"));
  ScriptedTarget live(more, ContractTarget::Kind::live);
  EXPECT_EQ(run_case(one, live).verdict, Verdict::passed);
  ScriptedTarget ours(more, ContractTarget::Kind::memory);
  EXPECT_THAT(run_case(one, ours).failures, ElementsAre(HasSubstr("data.bonus is not documented")));
}

TEST(CaseRun, SkipsCases) {
  const ContractCaseResult result = skipped_case(case_of(balance_case("a")), "why");
  EXPECT_EQ(result.verdict, Verdict::skipped);
  EXPECT_EQ(result.skipped, "why");
  EXPECT_EQ(result.assertions, 0U);
}

}  // namespace
}  // namespace wavespeed_mock::case_run_test
