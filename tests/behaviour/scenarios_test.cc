#include <gmock/gmock.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::behaviour_scenarios_test {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

std::string error_for(const std::function<void()>& act) {
  try {
    act();
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

int balance_status(const MockClient& client) {
  return client.get("/api/v3/balance").status;
}

TEST(MockScenarios, CanBeStartedByNameOrText) {
  const MockClient client({.latency = Latency::instant()});
  client.mock().start_scenario("lost-replies");
  EXPECT_EQ(client.submit().delivery.ending, Ending::whole);
  EXPECT_EQ(client.submit().delivery.ending, Ending::close) << "the second reply is lost";

  client.mock().start_scenario(R"({"faults": [{"fault": {"type": "error", "status": 503}}]})");
  EXPECT_EQ(client.submit().status, 503) << "replaces the other scenario";
  client.mock().stop_scenario();
  EXPECT_EQ(client.submit().status, 200);
}

TEST(MockScenarios, CanStartWithTheMock) {
  const MockClient client({.scenario = "busy"});
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 429);
  EXPECT_THAT(error_for([] { const Mock mock({.scenario = "bussy"}); }),
              HasSubstr("there is no scenario \"bussy\"; did you mean \"busy\"? (known: "
                        "busy, credit-line-unpaid, credits-expiring, flaky, "
                        "hostile-webhooks, lost-replies, low-balance, outage, slow, suspended, "
                        "trial-only, unlucky-tasks)"));
}

TEST(MockScenarios, RunTheirStepsByTheClock) {
  const MockClient client;
  client.mock().start_scenario("outage");
  EXPECT_EQ(balance_status(client), 200);
  client.advance(seconds(10));
  EXPECT_EQ(balance_status(client), 502);
  client.advance(seconds(19));
  EXPECT_EQ(balance_status(client), 502);
  client.advance(seconds(31));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(balance_status(client), 200) << "the faults have ended";
}

TEST(MockScenarios, ResetClockAndAccountsOnEveryStart) {
  const MockClient client({.latency = Latency::instant()}, "scenario-key");
  const std::string scenario = R"({
    "name": "poor",
    "clock": {"mode": "auto", "time": "2027-01-01T00:00:00Z"},
    "accounts": [{"name": "poor", "keys": ["scenario-key"], "balance_usd": 0.013,
                  "faults": [{"route": "models", "fault": {"type": "error", "status": 500}}]}]
  })";
  for (int run = 0; run < 2; ++run) {
    client.mock().start_scenario(scenario);
    EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 200);
    EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 400) << "the credit is spent";
    EXPECT_EQ(client.get("/api/v3/models").status, 500);
    EXPECT_THAT(client.get("/__mock/clock").body, HasSubstr(R"("mode":"auto")"));
    EXPECT_EQ(client.with_key("another").submit().status, 200);
    client.mock().reset({"all"});
  }
}

// The invalid account is found after other accounts were created and the clock was set; all of
// that is undone.
TEST(MockScenarios, ChangeNothingWhenTheyCannotStart) {
  const MockClient client({.latency = Latency::instant()});
  const std::string id = client.id(client.submit());
  const std::string clock = client.get("/__mock/clock").body;
  EXPECT_THAT(error_for([&] {
                client.mock().start_scenario(R"({
                  "clock": {"mode": "auto", "time": "2030-01-01"},
                  "accounts": [{"name": "a", "keys": ["test-key"]},
                               {"name": "b", "keys": ["b-key"], "tier": "platinum"}]})");
              }),
              HasSubstr("platinum"));
  EXPECT_EQ(client.get("/__mock/clock").body, clock);
  EXPECT_EQ(client.poll(id).status, 200) << "the account of the key is unchanged";
}

TEST(MockScenarios, KeepTheOldTextWhenTheNewOneIsInvalid) {
  const TempFolder folder;
  const auto write = [&](const std::string& text) { (void)folder.write("mine.json", text); };
  write(R"({"faults": [{"route": "balance", "fault": {"type": "error", "status": 500}}]})");
  const MockClient client({.scenario = "mine", .scenarios = {folder.path()}});
  EXPECT_EQ(balance_status(client), 500);

  write(R"({"fualts": []})");
  EXPECT_THAT(error_for([&] { client.mock().reload_scenarios(); }),
              HasSubstr("mine.json: field \"fualts\" is not known; did you mean \"faults\"?"));
  EXPECT_EQ(balance_status(client), 500);
  EXPECT_THAT(client.get("/__mock/scenarios").body, HasSubstr("did you mean"));

  write(R"({"faults": [{"route": "balance", "fault": {"type": "error", "status": 503}}]})");
  client.mock().reload_scenarios();
  EXPECT_EQ(balance_status(client), 503);
  EXPECT_THAT(client.get("/__mock/scenarios").body, HasSubstr(R"("problem":"")"));
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_scenarios_test
