// The built-in scenarios, as clients see them.
#include <gtest/gtest.h>

#include <chrono>

#include "domain/scenarios/scenario_calls.h"
#include "support/mock_client.h"

namespace wavespeed_mock::built_in_scenarios_test {
namespace {

TEST(BuiltInScenario, OfTrialCreditOnly) {
  const MockClient client({.scenario = "trial-only"});
  const auto grants = credit_of(client)["grants"];
  ASSERT_EQ(grants.size(), 1U);
  EXPECT_EQ(grants[0]["kind"], "trial");
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 429) << "two pictures a minute";
}

TEST(BuiltInScenario, OfCreditThatExpiresOvernight) {
  const MockClient client({.scenario = "credits-expiring"});
  EXPECT_EQ(client.balance(), 7.0);
  client.advance(std::chrono::hours(1));
  EXPECT_EQ(client.balance(), 6.0);
  client.advance(std::chrono::hours(11));
  EXPECT_EQ(client.balance(), 5.0);
  client.advance(std::chrono::hours(12));
  EXPECT_EQ(client.balance(), 0.0);
}

TEST(BuiltInScenario, OfAnUnpaidBill) {
  const MockClient client({.scenario = "credit-line-unpaid"});
  EXPECT_EQ(client.balance(), -42.5);
  EXPECT_EQ(
      MockClient::header(client.submit(), "X-Mock-Reason"),
      "the task costs $0.01, the balance is -$42.5, and the credit line is paused with $0 left");
  client.post("/__mock/accounts/self/credit-line", R"({"action": "pay"})");
  EXPECT_EQ(client.balance(), 0.0);
  EXPECT_EQ(client.submit().status, 200);
}

TEST(BuiltInScenario, OfSuspendedAccounts) {
  const MockClient client;
  const MockClient other = client.with_key("other");
  EXPECT_EQ(start_scenario(client, "suspended").status, 200);
  EXPECT_EQ(client.submit().status, 403);
  EXPECT_EQ(other.submit().status, 200);
  client.mock().start_scenario("suspended");
  EXPECT_EQ(other.submit().status, 403);
  EXPECT_EQ(client.with_key("new").submit().status, 403);
  client.mock().reset({"account"});
  EXPECT_EQ(client.submit().status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::built_in_scenarios_test
