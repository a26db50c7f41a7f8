#include <gmock/gmock.h>

#include <chrono>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "support/domain_error.h"
#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::mock_scenarios_typed_test {
namespace {

using namespace std::chrono_literals;
using json = MockClient::json;
using testing::HasSubstr;

constexpr Timestamp kNoon = std::chrono::sys_days(std::chrono::year(2027) / 3 / 1) + 12h;

Scenario full() {
  return {
      .name = "full",
      .description = "everything",
      .clock = ScenarioClock{.mode = ClockSetting::automatic(), .time = kNoon},
      .each_account = AccountTemplate{.tier = "bronze",
                                      .status = AccountStatus::suspended,
                                      .balance = usd(3),
                                      .credits = {{.amount = usd(1), .kind = CreditKind::trial}},
                                      .discounts = {{.percent = 20}},
                                      .credit_line = NewCreditLine{.limit = usd(50)}},
      .accounts = {{.name = "launch",
                    .keys = {{"launch-key", "first"}, {"other-key"}},
                    .tier = "silver",
                    .balance = usd(0.03)}},
      .faults = {{.id = "from-the-start", .key = "launch-key", .fault = faults::NullData{}}},
      .steps = {{.at = 2h, .faults = {{.id = "late", .times = 3, .fault = faults::Gateway{}}}},
                {.at = 0s, .lasts = 1min, .faults = {{.id = "early", .fault = faults::Error{}}}}}};
}

// full() as JSON.
constexpr std::string_view kFullText = R"({
  "name": "full",
  "description": "everything",
  "clock": {"mode": "auto", "time": "2027-03-01T12:00:00Z"},
  "each_account": {"tier": "bronze", "status": "suspended", "balance_usd": 3,
                   "credits": [{"usd": 1, "kind": "trial"}], "discounts": [{"percent": 20}],
                   "credit_line": {"limit_usd": 50}},
  "accounts": [{"name": "launch", "keys": [{"key": "launch-key", "name": "first"}, "other-key"],
                "tier": "silver", "balance_usd": 0.03}],
  "faults": [{"id": "from-the-start", "key": "launch-key", "fault": "null_data"}],
  "steps": [{"at": "2h", "faults": [{"id": "late", "times": 3, "fault": "gateway"}]},
            {"at": "0s", "for": "1m", "faults": [{"id": "early", "fault": "error"}]}]
})";

NewAccount launch() {
  return {.name = "launch", .keys = {{"launch-key"}}, .balance = usd(0.03)};
}

// Everything that a scenario can set.
json state_of(const MockClient& client, const std::vector<std::string>& keys) {
  json state{
      {"clock", client.data(client.get("/__mock/clock"))},
      {"running",
       client.data(client.send({.method = "GET", .target = "/__mock/scenarios"}))["running"]},
      {"faults", client.data(client.send({.method = "GET", .target = "/__mock/faults"}))}};
  for (const std::string& key : keys) {
    state["accounts"][key] = json::parse(client.mock().account(key).export_json());
  }
  return state;
}

std::string error_for(const Scenario& scenario) {
  const MockClient client;
  return error_of([&] { client.mock().start_scenario(scenario); });
}

TEST(TypedScenarios, RunTheirStepsByTheClock) {
  const MockClient client({.latency = Latency::instant()}, "launch-key");
  Mock& mock = client.mock();
  const Scenario rehearsal{
      .name = "rehearsal",
      .clock = ScenarioClock{.mode = ClockSetting::manual(), .time = kNoon},
      .accounts = {{.name = "launch", .keys = {{"launch-key"}}, .balance = usd(0.03)}},
      .faults = {{.id = "slow-models",
                  .route = Endpoint::models,
                  .fault = faults::Delay{.time = Distribution::fixed(10ms)}}},
      .steps = {{.at = 2h,
                 .lasts = 1h,
                 .faults = {{.id = "moderation", .fault = faults::TaskFailed{.code = 1200}}}}}};
  mock.start_scenario(rehearsal);
  EXPECT_EQ(mock.clock().now(), kNoon);
  EXPECT_EQ(mock.account("launch-key").info().balance, usd(0.03));
  EXPECT_EQ(client.get("/api/v3/models").delivery.delay, 10ms);

  const auto status_of_task = [&] {
    const std::string id = client.id(client.submit());
    return client.status(client.poll(id));
  };
  EXPECT_EQ(status_of_task(), "completed");
  client.advance(2h);
  EXPECT_EQ(status_of_task(), "failed");
  client.advance(1h);
  EXPECT_EQ(status_of_task(), "completed");
  mock.stop_scenario();
  EXPECT_EQ(client.get("/api/v3/models").delivery.delay, 0ms);
}

TEST(TypedScenarios, DoTheSameAsJson) {
  const MockClient by_value;
  const MockClient by_text;
  for (const MockClient& client : {by_value, by_text}) client.mock().account("test-key");
  by_value.mock().start_scenario(full());
  by_text.mock().start_scenario(kFullText);
  const std::vector<std::string> keys{"test-key", "launch-key", "other-key", "new-key"};
  const json state = state_of(by_value, keys);
  EXPECT_EQ(state["running"]["name"], "full");
  EXPECT_EQ(state["clock"]["mode"], "auto");
  EXPECT_EQ(state, state_of(by_text, keys));
}

TEST(TypedScenarios, HaveTheDefaultsOfJson) {
  const MockClient by_value;
  const MockClient by_text;
  by_value.mock().start_scenario(Scenario{});
  by_text.mock().start_scenario("{}");
  EXPECT_EQ(state_of(by_value, {"test-key"}), state_of(by_text, {"test-key"}));
}

TEST(TypedScenarios, SetTheSpeedOfTheClock) {
  const MockClient client;
  client.mock().start_scenario({.clock = ScenarioClock{.mode = ClockSetting::scaled(5)}});
  EXPECT_EQ(client.data(client.get("/__mock/clock"))["mode"], "scaled:5");
}

TEST(TypedScenarios, SayWhatEveryAccountBeginsWith) {
  const MockClient client;
  EXPECT_EQ(client.mock().account("test-key").info().status, AccountStatus::active);
  client.mock().start_scenario(full());
  EXPECT_EQ(client.mock().account("test-key").info().status, AccountStatus::suspended);
  EXPECT_EQ(client.mock().account("new-key").info().tier, "bronze");
  EXPECT_EQ(client.mock().account("new-key").info().balance, usd(4));
  EXPECT_EQ(client.mock().account("launch-key").info().balance, usd(0.03));
  client.mock().stop_scenario();
  EXPECT_EQ(client.mock().account("another-key").info().status, AccountStatus::active);
}

TEST(TypedScenarios, StartAgainFromTheBeginning) {
  const MockClient client({.latency = Latency::instant()}, "launch-key");
  for (int run = 0; run < 2; ++run) {
    client.mock().start_scenario({.accounts = {launch()}});
    EXPECT_EQ(client.mock().account("launch-key").info().balance, usd(0.03));
    EXPECT_EQ(client.submit().status, 200);
    EXPECT_EQ(client.mock().account("launch-key").info().balance, usd(0.02));
  }
}

TEST(TypedScenarios, ExplainWrongValues) {
  const FaultRule rule{.fault = faults::Error{}};
  const auto with_launch = [&](auto change) {
    NewAccount account = launch();
    change(account);
    return Scenario{.accounts = {{.name = "fine", .keys = {{"k"}}}, account}};
  };
  const auto with_step = [](ScenarioStep step) {
    return Scenario{.steps = {{.faults = {{.fault = faults::Error{}}}}, std::move(step)}};
  };
  const auto in_mode = [](double factor) {
    return Scenario{.clock = ScenarioClock{.mode = ClockSetting::scaled(factor)}};
  };
  const struct {
    Scenario scenario;
    std::string words;
  } cases[] = {
      {{.name = ""}, R"(scenario: field "name": must not be empty)"},
      {in_mode(0), R"(scenario: clock: field "mode": must be "real", "scaled:100" (a factor above )"
                   R"(0, at most 1000000), "manual" or "auto", not "scaled:0")"},
      {in_mode(std::numeric_limits<double>::quiet_NaN()), R"(not "scaled:nan")"},
      {{.accounts = {{.name = "", .keys = {{"k"}}}}},
       "scenario: accounts[0]: name: must not be empty"},
      {with_launch([](auto& account) { account.keys.clear(); }),
       R"(scenario: accounts[1] "launch": keys: )"},
      {with_launch([](auto& account) { account.tier = "brass"; }),
       R"(scenario: accounts[1] "launch": )"},
      {with_launch([](auto& account) { account.balance = usd(-1); }),
       R"(scenario: accounts[1] "launch": balance_usd: must be from $0 to )"},
      {with_launch([](auto& account) { account.status = AccountStatus::terminated; }),
       R"(scenario: accounts[1] "launch": status: must be active or suspended, not terminated)"},
      {{.accounts = {launch(), {.name = "b", .keys = {{"launch-key"}}}}},
       R"(scenario: accounts[1] "b": field "keys": keys[0] belongs to another account)"},
      {{.each_account = AccountTemplate{.discounts = {{.percent = 101}}}},
       "scenario: each_account: "},
      {{.each_account = AccountTemplate{.balance = usd(-1)}},
       "scenario: each_account: balance_usd: must be from $0 to "},
      {{.faults = {rule, {.id = "none"}}},
       R"(scenario: faults[1] "none": field "fault": is missing)"},
      {{.clock = ScenarioClock{.time = Timestamp::max()}},
       R"(scenario: clock: field "time": must be in the years 1678 to 2261, not 2262-04-11T)"},
      {with_step({.at = -1s, .faults = {rule}}),
       R"(scenario: steps[1]: field "at": must be from 0 to 36525d, not -1s)"},
      {with_step({.at = Duration::max(), .faults = {rule}}),
       R"(scenario: steps[1]: field "at": must be from 0 to 36525d, not )"},
      {with_step({.lasts = 0s, .faults = {rule}}),
       R"(scenario: steps[1]: field "lasts": must be above 0, up to 36525d, not 0)"},
      {with_step({.lasts = Duration::max(), .faults = {rule}}),
       R"(scenario: steps[1]: field "lasts": must be above 0, up to 36525d, not )"},
      {with_step({.at = 1s, .lasts = std::chrono::days(36'525), .faults = {rule}}),
       R"(scenario: steps[1]: field "lasts": "at" and "lasts" together must be at most 36525d, )"
       R"(which is 100 years, not 3155760001s)"},
      {with_step({.at = 1s}), R"(scenario: steps[1]: field "faults": must list at least one rule)"},
      {with_step({.faults = {rule, {.from = 1s, .fault = faults::Error{}}}}),
       R"(scenario: steps[1]: faults[1]: field "from": the step's `at` and `lasts` say when )"},
      {with_step({.faults = {{.until = 1s, .fault = faults::Error{}}}}),
       R"(scenario: steps[1]: faults[0]: field "until": the step's `at` and `lasts` say when )"},
      {with_step({.faults = {{.fault = faults::Gateway{.status = 500}}}}),
       R"(scenario: steps[1]: faults[0]: fault: field "status": must be one of 502, 503, 504)"},
  };
  for (const auto& wrong : cases) {
    EXPECT_THAT(error_for(wrong.scenario), HasSubstr(wrong.words));
  }
}

// The account whose key is in use is found after the clock was set, each account was started again
// and another account was opened; all of that is undone.
TEST(TypedScenarios, ChangeNothingWhenTheyCannotStart) {
  const MockClient client({.latency = Latency::instant()});
  client.mock().start_scenario({.accounts = {launch()}});
  const std::string id = client.id(client.submit());
  const std::vector<std::string> keys{"test-key", "launch-key"};
  const json before = state_of(client, keys);
  Scenario wrong = full();
  wrong.accounts.push_back({.name = "b", .keys = {{"b-key"}, {"launch-key"}}});
  EXPECT_THAT(error_of([&] { client.mock().start_scenario(wrong); }),
              HasSubstr("keys[1] belongs to another account"));
  EXPECT_EQ(state_of(client, keys), before);
  EXPECT_EQ(client.poll(id).status, 200);
  EXPECT_FALSE(client.mock().find_account("b-key"));
}

TEST(TypedScenarios, CannotSetAClockOfTheTest) {
  class Stopped final : public Clock {
    Timestamp now() const override { return kNoon; }
  };
  Mock mock({.clock = std::make_shared<Stopped>()});
  EXPECT_THAT(
      error_of([&] {
        mock.start_scenario({.clock = ScenarioClock{.time = kNoon}, .accounts = {launch()}});
      }),
      HasSubstr("uses a clock supplied by the test"));
  EXPECT_FALSE(mock.find_account("launch-key"));
}

}  // namespace
}  // namespace wavespeed_mock::mock_scenarios_typed_test
