#include "runner/case_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/domain_error.h"
#include "support/scripted_target.h"
#include "support/small_contract.h"

namespace wavespeed_mock::case_loader_test {
namespace {

using ::testing::ElementsAre;
using Kind = ContractTarget::Kind;

constexpr const char* kStep = R"("steps": [{"operation": "newTasks", "expect": {"status": 204}}])";

std::string one(const std::string& fields) {
  return cases_of({R"({"name": "a", "about": "b", )" + fields + "}"});
}

std::string error(const std::string& text) {
  return error_of([&] { load_cases(text, "c.json", small_contract()); });
}

TEST(CaseLoader, ReadsACase) {
  const auto cases = load_cases(
      one(R"("cost": "paid", "max_usd": 0.003, "targets": ["memory", "live"], "mock": {"balance": 0}, )" +
          std::string(kStep)),
      "c.json", small_contract());
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases[0].name, "a");
  EXPECT_EQ(cases[0].about, "b");
  EXPECT_EQ(cases[0].file, "c.json");
  EXPECT_TRUE(cases[0].paid);
  EXPECT_EQ(cases[0].max_cost, Money{3000});
  EXPECT_THAT(cases[0].targets, ElementsAre(Kind::memory, Kind::live));
  EXPECT_NE(cases[0].mock, nullptr);
  EXPECT_EQ(cases[0].steps.size(), 1U);
  EXPECT_EQ(
      load_cases(one(R"("cost": "free", )" + std::string(kStep)), "c.json", small_contract())[0]
          .targets.size(),
      3U);
}

TEST(CaseLoader, ExplainsAndLocatesErrors) {
  const std::string free = R"("cost": "free", )";
  const std::string submit =
      R"("steps": [{"operation": "submit", "request": {"path": {"model_id": "m"}}, "expect": {"status": 200}}])";
  struct Case {
    std::string text;
    std::string error;
  };
  for (
      const Case& c : std::vector<Case>{
          {"{",
           "c.json: is not valid JSON: at line 1, column 2: syntax error while parsing object key "
           "- unexpected end of "
           "input; expected string literal"},
          {"{}", "c.json: field \"cases\": must be a list of at least one case"},
          {R"({"case": []})", "c.json: field \"case\" is not known; did you mean \"cases\"?"},
          {cases_of({"{}"}), "c.json: cases[0]: field \"name\" is missing"},
          {cases_of({R"({"name": "a b"})"}),
           "c.json: cases[0]: field \"name\": must be letters, digits and _, not \"a b\""},
          {one(kStep), "c.json: case \"a\": field \"cost\" is missing"},
          {one(R"("cost": "cheap", )" + std::string(kStep)),
           "c.json: case \"a\": field \"cost\": must be one of \"free\", \"paid\", not \"cheap\""},
          {one(R"("cost": "paid", )" + std::string(kStep)),
           "c.json: case \"a\": field \"max_usd\" is missing"},
          {one(R"("cost": "paid", "max_usd": 4e-7, )" + std::string(kStep)),
           "c.json: case \"a\": field \"max_usd\": must be 0, or 0.000001 or more: amounts are "
           "whole "
           "millionths of a dollar, not 4e-07"},
          {one(R"("cost": "free", "max_usd": 1, )" + std::string(kStep)),
           "c.json: case \"a\": field \"max_usd\": belongs to paid cases only"},
          {one(free + R"("targets": ["memory", "moon"], )" + kStep),
           "c.json: case \"a\": field \"targets\": must be a list of \"memory\", \"loopback\" and "
           "\"live\", not "
           "[\"memory\",\"moon\"]"},
          {one(free + R"("targets": [], )" + kStep),
           "c.json: case \"a\": field \"targets\": must be a list of \"memory\", \"loopback\" and "
           "\"live\", not []"},
          {one(free + R"("mock": {"teir": "x"}, )" + kStep),
           "c.json: case \"a\": mock: field \"teir\" is not known; did you mean \"tier\"?"},
          {one(free + R"("steps": [])"),
           "c.json: case \"a\": field \"steps\": must be a list of at least one step"},
          {one(free + R"("steps": [{"operation": "newTasks", "expect": {"status": "x"}}])"),
           "c.json: case \"a\": step 1 newTasks: expect: field \"status\": must be a whole number "
           "from 100 to 599, not \"x\""},
          {one(free + submit),
           "c.json: case \"a\": field \"cost\": must be \"paid\": submit costs money on a live "
           "target where it succeeds"},
          {one(free +
               R"("steps": [{"operation": "newTasks", "after": "8d", "expect": {"status": 204}}])"),
           "c.json: case \"a\": field \"targets\": must not include \"live\", whose clock cannot "
           "be moved: a step waits longer than a minute"},
          {cases_of({R"({"name": "a", "about": "b", "cost": "free", )" + std::string(kStep) + "}",
                     R"({"name": "a", "about": "b", "cost": "free", )" + std::string(kStep) + "}"}),
           "c.json: case \"a\" appears twice"},
      }) {
    EXPECT_EQ(error(c.text), c.error) << c.text;
  }
  EXPECT_EQ(error(one(free + R"("targets": ["memory"], )" + submit)), "")
      << "an in-process mock has no money to protect";
}

}  // namespace
}  // namespace wavespeed_mock::case_loader_test
