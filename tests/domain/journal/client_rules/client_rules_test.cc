#include "domain/journal/client_rules/client_rules.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::client_rules_test {
namespace {

TEST(ClientRules, ReportNothingWithoutRequests) {
  for (const ClientRule rule : kClientRules) {
    const RuleResult verdict = judge(rule, RequestHistory({}, true));
    EXPECT_EQ(verdict.judged, 0U) << to_text(rule);
    EXPECT_TRUE(verdict.incidents.empty()) << to_text(rule);
  }
}

}  // namespace
}  // namespace wavespeed_mock::client_rules_test
