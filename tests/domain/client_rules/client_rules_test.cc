#include "domain/client_rules/client_rules.h"

#include <gtest/gtest.h>

namespace wavespeed_mock {
namespace {

TEST(ClientRules, HaveNothingToSayOfSilence) {
  for (const ClientRule& rule : client_rules()) {
    const Verdict verdict = rule.judge(Conversation({}, true));
    EXPECT_EQ(verdict.judged, 0U) << rule.name;
    EXPECT_TRUE(verdict.incidents.empty()) << rule.name;
  }
  EXPECT_EQ(client_rules().size(), 5U);
}

}  // namespace
}  // namespace wavespeed_mock
