#include "domain/faults/fault_rule_reader.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/domain_error.h"

namespace wavespeed_mock::fault_rule_reader_test {
namespace {

using nlohmann::json;

constexpr std::string_view kRoutes[] = {"submit", "result"};

ActiveRule rule_of(std::string_view text) {
  return {read_fault_rule(json::parse(text), "f.json: faults[0]", kRoutes), {}};
}
std::string error_for(std::string_view text) {
  return error_of([&] { rule_of(text); });
}

TEST(FaultRuleReader, TakesOneFaultOrAList) {
  EXPECT_EQ(names_of(rule_of(R"({"fault": "error"})").faults()), "error");
  EXPECT_EQ(names_of(rule_of(R"({"fault": {"type": "error", "status": 503}})").faults()), "error");
  EXPECT_EQ(names_of(rule_of(R"({"faults": ["delay", {"type": "error"}]})").faults()),
            "delay, error");
}

TEST(FaultRuleReader, FiresBeforeTheCommitIfAFaultReplacesTheAnswer) {
  EXPECT_TRUE(rule_of(R"({"fault": "error"})").before_commit());
  EXPECT_TRUE(rule_of(R"({"faults": ["delay", "error"]})").before_commit());
  EXPECT_FALSE(rule_of(R"({"fault": "delay"})").before_commit());
  EXPECT_FALSE(rule_of(R"({"fault": "error", "commit": "after"})").before_commit());
  EXPECT_TRUE(rule_of(R"({"fault": "error", "commit": "before"})").before_commit());
  // A task must exist before it can fail.
  EXPECT_FALSE(rule_of(R"({"faults": ["task_failed", "error"]})").before_commit());
}

TEST(FaultRuleReader, RefusesACommitThatLeavesTheFaultWithoutEffect) {
  EXPECT_EQ(error_for(R"({"fault": "malformed_json", "commit": "before"})"),
            "f.json: faults[0]: field \"commit\": must be \"after\": \"malformed_json\" needs the "
            "answer of the endpoint, which does not exist before the commit");
  EXPECT_EQ(error_for(R"({"faults": ["error", "task_failed"], "commit": "before"})"),
            "f.json: faults[0]: field \"commit\": must be \"after\": \"task_failed\" is about a "
            "task, which does not exist before the commit");
  EXPECT_EQ(
      error_for(R"({"fault": "error", "commit": "never"})"),
      "f.json: faults[0]: field \"commit\": must be one of \"before\", \"after\", not \"never\"");
}

TEST(FaultRuleReader, TakesFaultsOfTasksForSubmissions) {
  EXPECT_EQ(rule_of(R"({"fault": "task_failed"})").to_json()["route"], "submit");
  EXPECT_EQ(rule_of(R"({"fault": "webhook_duplicate"})").to_json()["route"], "submit");
  EXPECT_FALSE(rule_of(R"({"faults": ["task_failed", "delay"]})").to_json().contains("route"));
  EXPECT_EQ(error_for(R"({"id": "x", "fault": "task_failed", "route": "result"})"),
            "f.json: faults[0] \"x\": field \"route\": must be \"submit\": \"task_failed\" is "
            "about the task "
            "that a submission creates");
}

TEST(FaultRuleReader, ReportsWrongFields) {
  EXPECT_EQ(error_for("[]"), "f.json: faults[0]: must be an object, not []");
  EXPECT_EQ(error_for(R"({"id": "a"})"),
            "f.json: faults[0] \"a\": field \"fault\": is missing: a fault such as "
            "\"connection_reset\" or "
            "{\"type\": …}, or \"faults\", a list of at least one");
  EXPECT_EQ(error_for(R"({"fault": "error", "faults": ["error"]})"),
            "f.json: faults[0]: field \"faults\": cannot be given together with \"fault\": give "
            "one fault, "
            "or a list");
  EXPECT_EQ(error_for(R"({"fualt": "error"})"),
            "f.json: faults[0]: field \"fualt\" is not known; did you mean \"fault\"?");
  EXPECT_EQ(error_for(R"({"fault": "error", "id": "a b"})"),
            "f.json: faults[0]: field \"id\": must be at most 64 letters, digits, \"-\", \"_\" and "
            "\".\", and not begin with \".\", not \"a b\"");
  for (const char* const id : {"..", "a/b", "a,b", "ä"}) {
    EXPECT_NE(error_for(json{{"fault", "error"}, {"id", id}}.dump()), "") << id;
  }
}

}  // namespace
}  // namespace wavespeed_mock::fault_rule_reader_test
