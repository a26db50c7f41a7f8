#include "domain/faults/fault_decision.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "support/fault_questions.h"

namespace wavespeed_mock::fault_decision_test {
namespace {

TEST(FaultDecision, CombinesAllRulesThatFire) {
  FaultBench bench;
  bench.add(R"({"id": "a", "faults": ["delay", "task_nsfw"]})");
  bench.add(R"({"id": "b", "fault": "webhook_duplicate"})");
  bench.add(R"({"id": "c", "fault": "error", "times": 1})");

  const FaultPlan plan = *bench.decide({});
  EXPECT_EQ(plan.rules, "a, b, c");
  ASSERT_EQ(plan.fired.size(), 4);
  EXPECT_EQ(plan.fired[0].fault->type(), "delay");
  EXPECT_EQ(plan.fired[3].fault->type(), "error");
  EXPECT_TRUE(plan.before_commit);
  EXPECT_EQ(plan.task.nsfw, true);
  EXPECT_EQ(plan.webhook.duplicates, 1);

  const FaultPlan next = *bench.decide({});
  EXPECT_EQ(next.rules, "a, b");
  EXPECT_FALSE(next.before_commit);
}

TEST(FaultDecision, GivesEachFaultItsOwnDraws) {
  FaultBench bench;
  bench.add(R"({"id": "a", "faults": ["delay", "delay"]})");
  bench.add(R"({"id": "b", "fault": "delay"})");
  std::set<std::uint64_t> ordinals;
  for (int i = 0; i < 10; ++i) {
    const FaultPlan plan = *bench.decide({.body = R"({"prompt": "[mock:delay] [mock:delay]"})"});
    for (const FiredFault& fired : plan.fired) ordinals.insert(fired.ordinal);
  }
  EXPECT_EQ(ordinals.size(), 50);
}

TEST(FaultDecision, RecordsTheDecisionOfEachRule) {
  FaultBench bench;
  bench.add(R"({"id": "a", "fault": "error", "route": "result"})");
  bench.add(R"({"id": "b", "fault": "error", "after": 1})");
  bench.add(R"({"id": "c", "faults": ["delay", "error"]})");
  bench.fired({.body = R"({"prompt": "[mock:delay]"})"});
  ASSERT_EQ(bench.trace.rules.size(), 3);
  EXPECT_EQ(bench.trace.rules[0].id, "marker 1");
  EXPECT_EQ(bench.trace.rules[0].reason, "delay");
  EXPECT_TRUE(bench.trace.rules[0].fired);
  EXPECT_EQ(bench.trace.rules[1].id, "b");
  EXPECT_FALSE(bench.trace.rules[1].fired);
  EXPECT_EQ(bench.trace.rules[1].reason,
            "skipped: the rule ignores the first 1 matching request(s) (after=1)");
  EXPECT_EQ(bench.trace.rules[2].reason, "delay, error");
}

TEST(FaultDecision, CountsRequestsForRulesThatDoNotFire) {
  FaultBench bench;
  bench.add(R"({"id": "a", "fault": "error"})");
  bench.add(R"({"id": "b", "fault": "error", "every": 2})");
  bench.add(R"({"id": "c", "fault": "error", "prompt": "dog"})");
  for (int i = 0; i < 3; ++i) bench.fired({});
  const auto listed = bench.rules.list(nullptr);
  EXPECT_EQ(listed[0].count.matched, 3);
  EXPECT_EQ(listed[0].count.fired, 3);
  EXPECT_EQ(listed[1].count.matched, 3);
  EXPECT_EQ(listed[1].count.fired, 1);
  EXPECT_EQ(listed[2].count.matched, 0);
}

}  // namespace
}  // namespace wavespeed_mock::fault_decision_test
