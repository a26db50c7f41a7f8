// What a scenario makes of accounts: with `each_account`, and those that it opens itself.
#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <utility>

#include "domain/scenarios/scenario_calls.h"
#include "support/mock_client.h"

namespace wavespeed_mock::scenario_accounts_test {
namespace {

using json = MockClient::json;
using testing::HasSubstr;

TEST(EachAccount, WithAKeyAppliesToOneAccount) {
  const MockClient client({.latency = Latency::instant()});
  const MockClient other = client.with_key("other");
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(start_scenario(client, "low-balance").status, 200);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 200);
  const Response refused = client.submit();
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(MockClient::header(refused, "X-Mock-Reason"),
            "the task costs $0.01, the balance is $0");
  EXPECT_EQ(other.balance(), 100.0) << "opened after the start";

  client.send(client.request("DELETE", "/__mock/scenarios"));
  EXPECT_EQ(client.balance(), 0.0) << "an existing account is unchanged";
}

TEST(EachAccount, WithoutAKeyAppliesToEveryAccount) {
  const MockClient client(
      {.fixture_texts = {
           R"({"accounts": [{"name": "team", "keys": ["team-key", "second-key"]}]})"}});
  EXPECT_EQ(client.balance(), 100.0);
  client.mock().start_scenario("low-balance");
  for (const std::string key : {"test-key", "team-key", "second-key", "opened-later"}) {
    EXPECT_EQ(client.with_key(key).balance(), 0.02) << key;
  }
  client.mock().stop_scenario();
  EXPECT_EQ(client.balance(), 0.02);
  EXPECT_EQ(client.with_key("opened-after-it").balance(), 100.0);
}

TEST(EachAccount, EndsWhenTheNextScenarioStarts) {
  const MockClient client;
  client.mock().start_scenario("low-balance");
  client.mock().start_scenario("busy");
  EXPECT_EQ(client.balance(), 100.0);
  client.mock().start_scenario("trial-only");
  EXPECT_EQ(client.with_key("new").balance(), 1.0);
}

TEST(EachAccount, DoesNotApplyToTheScenariosOwnAccounts) {
  const MockClient client;
  client.get("/api/v3/balance");
  client.mock().start_scenario(R"({"each_account": {"balance_usd": 1},
    "accounts": [{"name": "rich", "keys": ["test-key", "rich-key"], "balance_usd": 7}]})");
  EXPECT_EQ(client.balance(), 7.0);
  EXPECT_EQ(client.with_key("rich-key").balance(), 7.0);
  EXPECT_EQ(client.with_key("another").balance(), 1.0);
}

TEST(EachAccount, GivesEveryAccountDiscountsAndKeepsItsKeys) {
  const MockClient client;
  client.mock().account("test-key").make_key({.key = "ci-key", .name = "ci"});
  client.mock().start_scenario(R"({"each_account": {"discounts": [{"percent": 50}]}})");
  for (const char* const key : {"test-key", "ci-key", "a-later-key"}) {
    EXPECT_EQ(client.with_key(key).submit().status, 200) << key;
  }
  EXPECT_EQ(client.mock().account("test-key").info().balance, usd(99.99)) << "two pictures";
  EXPECT_EQ(client.mock().account("a-later-key").info().balance, usd(99.995));
}

// `each_account` uses the clock of the scenario, and does not count as a use of the account.
TEST(EachAccount, StartsWithTheScenario) {
  const MockClient client;
  client.mock().start_scenario(R"({"clock": {"time": "2027-03-01T12:00:00Z"},
    "each_account": {"balance_usd": 0, "credit_line": {"overdue_usd": 5}}})");
  const auto bill = credit_of(client)["credit_line"]["bills"][0];
  EXPECT_EQ(bill["month"], "2027-01");
  EXPECT_EQ(bill["overdue"], true);
  EXPECT_EQ(client.with_key("unused").post("/__mock/clock", R"({"set": "2027-02-20"})").status, 409)
      << "the account of the key was used";

  const MockClient fresh({.fixture_texts = {R"({"accounts": [{"name": "a", "keys": ["k"]}]})"},
                          .scenario = "low-balance"});
  EXPECT_NO_THROW(
      fresh.mock().start_scenario(R"({"clock": {"time": "2020-01-01"}, "each_account": {}})"));
}

TEST(EachAccount, ChangesNothingWhenItIsInvalid) {
  const MockClient client;
  EXPECT_EQ(client.balance(), 100.0);
  for (const auto& [text, words] :
       {std::pair{R"({"scenario": {"each_account": {"balance": 1}}})",
                  "scenario: each_account: field \"balance\" is not known"},
        {R"({"scenario": {"each_account": {"tier": "brass"}}})", "there is no tier"},
        {R"({"scenario": {"each_account": {"credits": [{"usd": "1"}]}}})",
         "scenario: each_account: credits[0]: field \"usd\""},
        {R"({"scenario": {"each_account": {"keys": ["k"]}}})", "belongs to one account"},
        {R"({"scenario": {"each_account": {"balance_usd": 1}, "clock": {"time": "2020-01-01"}}})",
         "start it without a key"}}) {
    EXPECT_THAT(client.post("/__mock/scenarios", text).body,
                HasSubstr(json(words).dump().substr(1, std::string(words).size())))
        << text;
  }
  EXPECT_THROW(client.mock().start_scenario(R"({"each_account": {"balance_usd": 1},
    "accounts": [{"name": "a", "keys": ["a"], "tier": "brass"}]})"),
               ConfigError);
  EXPECT_EQ(client.balance(), 100.0);
  EXPECT_EQ(client.with_key("new").balance(), 100.0);
  EXPECT_EQ(client.data(client.get("/__mock/scenarios"))["running"], nullptr);
}

// An account opens in the same state at each start, even if its keys have names.
TEST(AccountsOfAScenario, OpenAgainAtEachStart) {
  const MockClient client;
  const std::string text = R"({"accounts": [{"name": "a", "keys": [{"key": "k", "name": "ci"}],
    "balance_usd": 7, "usage_history": [{"date": "2025-10-01", "count": 1, "cost_usd": 5,
    "model_uuid": "acme/gone", "model_type": "text-to-image", "unit_price": 5}]}]})";
  for (int start = 0; start < 2; ++start) {
    client.mock().start_scenario(text);
    EXPECT_EQ(client.with_key("k").balance(), 7.0);
    EXPECT_EQ(client.with_key("k").submit().status, 200);
    EXPECT_EQ(client.with_key("k").balance(), 6.99);
  }
}

TEST(AccountsOfAScenario, CannotHaveAHistoryLaterThanTheClock) {
  const MockClient client;
  EXPECT_EQ(client.balance(), 100.0);
  try {
    client.mock().start_scenario(R"({"each_account": {"balance_usd": 1},
      "accounts": [{"name": "a", "keys": ["k"], "usage_history": [{"date": "2026-01-02",
      "count": 1, "cost_usd": 5, "model_uuid": "wavespeed-ai/flux-dev"}]}]})");
    ADD_FAILURE() << "the history is later than the clock";
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(),
                 "scenario: accounts[0] \"a\": field \"usage_history\": must not be after the "
                 "mock's own time, 2026-01-01T00:00:00.000000000Z, and has a line at "
                 "2026-01-02T00:00:00.000000000Z");
  }
  EXPECT_EQ(client.balance(), 100.0) << "nothing has changed";
}

}  // namespace
}  // namespace wavespeed_mock::scenario_accounts_test
