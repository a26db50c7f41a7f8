#include "domain/scenarios/scenario_runner.h"

#include <gmock/gmock.h>

#include <atomic>
#include <string>
#include <thread>

#include "support/mock_client.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::scenario_runner_test {
namespace {

using json = MockClient::json;
using testing::HasSubstr;

json credit(const MockClient& client) {
  return client.data(client.get("/__mock/accounts/self/credit"));
}

Response start(const MockClient& client, const std::string& name) {
  return client.post("/__mock/scenarios", json{{"name", name}}.dump());
}

// The scenario that runs for the client's account.
json running(const MockClient& client) {
  return client.data(client.get("/__mock/scenarios"))["running"];
}

// The scenario that runs for the whole mock.
json running_of_all(const MockClient& client) {
  return client.data(client.send({.method = "GET", .target = "/__mock/scenarios"}))["running"];
}

// Seen through a mock; mock_scenarios_test.cc and control/scenarios_test.cc have more.
TEST(ScenarioRunner, ContinuesFromItsStartWhenItsFileIsReadAgain) {
  const MockClient client;
  client.mock().start_scenario("outage");
  client.advance(std::chrono::seconds(9));
  client.mock().reload_scenarios();
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
  client.advance(std::chrono::seconds(1));
  EXPECT_EQ(client.get("/api/v3/balance").status, 502)
      << "ten seconds from the start, not the reload";
}

// A scenario that is started by its path has that name from the start, and none runs after a
// stop.
TEST(ScenarioRunner, StartsAndNamesAScenarioInOneStep) {
  const TempFolder folder;
  const std::string path =
      folder.write("one.json", R"({"name": "its own", "faults": []})").string();
  const MockClient client;
  std::atomic<bool> started = false;
  std::thread starter([&] {
    for (int i = 0; i < 2'000; ++i) client.mock().start_scenario(path);
    started = true;
  });
  int wrong = 0;
  while (!started) {
    client.mock().stop_scenario();
    const json runs = running_of_all(client);
    if (!runs.is_null() && runs["name"] != path) ++wrong;
  }
  starter.join();
  client.mock().stop_scenario();
  EXPECT_EQ(wrong, 0);
  EXPECT_TRUE(running_of_all(client).is_null());
}

TEST(ScenarioRunner, RunsTheScenarioOfTheSnapshotAfterARestore) {
  const MockClient client;
  Mock& mock = client.mock();
  const Snapshot idle = mock.snapshot();
  mock.start_scenario("outage");
  const Snapshot busy = mock.snapshot();
  mock.restore(idle);
  EXPECT_TRUE(running_of_all(client).is_null());
  mock.reload_scenarios();
  client.advance(std::chrono::seconds(10));
  EXPECT_EQ(client.get("/api/v3/balance").status, 200) << "there is nothing to continue";
  mock.restore(busy);
  EXPECT_EQ(running_of_all(client)["name"], "outage");
  client.advance(std::chrono::seconds(10));
  EXPECT_EQ(client.get("/api/v3/balance").status, 502);
}

TEST(ScenarioRunner, RunsTheScenarioOfTheSnapshotOfAnAccountAfterARestore) {
  const MockClient client;
  const Snapshot idle = client.mock().snapshot("test-key");
  ASSERT_EQ(start(client, "busy").status, 200);
  EXPECT_EQ(running(client)["name"], "busy");
  client.mock().restore(idle);
  EXPECT_TRUE(running(client).is_null());
}

TEST(ScenarioRunner, KeepsTheRunningScenarioWhenTheNextOneIsInvalid) {
  const MockClient client;
  client.mock().start_scenario("busy");
  const Timestamp before = client.mock().clock().now();
  EXPECT_THROW(client.mock().start_scenario(R"({"clock": {"time": "2027-01-01T00:00:00Z"},
    "accounts": [{"name": "a", "keys": ["a"]}, {"name": "b", "keys": ["b"], "tier": "brass"}]})"),
               ConfigError);
  EXPECT_EQ(client.mock().clock().now(), before);
  EXPECT_FALSE(client.mock().find_account("a")) << "opened before the error was found";
  client.mock().reload_scenarios();
  EXPECT_EQ(running_of_all(client)["name"], "busy");
}

TEST(ScenarioRunner, LeavesOtherRulesAlone) {
  const MockClient client;
  (void)client.mock().add_fault(
      R"({"route": "models", "fault": {"type": "error", "status": 500}})");
  client.mock().start_scenario("busy");
  client.mock().stop_scenario();
  EXPECT_EQ(client.get("/api/v3/models").status, 500);
}

TEST(EachAccount, WithAKeyAppliesToOneAccount) {
  const MockClient client({.latency = Latency::instant()});
  const MockClient other = client.with_key("other");
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(start(client, "low-balance").status, 200);
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
  client.mock().account("test-key").make_key("ci", "ci-key");
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
  const auto bill = credit(client)["credit_line"]["bills"][0];
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

TEST(BuiltInScenario, OfTrialCreditOnly) {
  const MockClient client({.scenario = "trial-only"});
  const auto grants = credit(client)["grants"];
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
  EXPECT_EQ(start(client, "suspended").status, 200);
  EXPECT_EQ(client.submit().status, 403);
  EXPECT_EQ(other.submit().status, 200);
  client.mock().start_scenario("suspended");
  EXPECT_EQ(other.submit().status, 403);
  EXPECT_EQ(client.with_key("new").submit().status, 403);
  client.mock().reset({"account"});
  EXPECT_EQ(client.submit().status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::scenario_runner_test
