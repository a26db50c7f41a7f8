#include "domain/journal/client_rules/client_rules.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::client_rules_test {
namespace {

TEST(ClientRules, ReportNothingWithoutRequests) {
  for (const ClientRule& rule : client_rules()) {
    const RuleResult verdict = rule.judge(RequestHistory({}, true));
    EXPECT_EQ(verdict.judged, 0U) << rule.name;
    EXPECT_TRUE(verdict.incidents.empty()) << rule.name;
  }
  EXPECT_EQ(client_rules().size(), 5U);
}

}  // namespace
}  // namespace wavespeed_mock::client_rules_test
