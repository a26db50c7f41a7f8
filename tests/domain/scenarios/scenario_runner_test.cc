#include "domain/scenarios/scenario_runner.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "domain/scenarios/scenario_calls.h"
#include "support/domain_error.h"
#include "support/mock_client.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::scenario_runner_test {
namespace {

using json = MockClient::json;

// Seen through a mock; control/scenarios_test.cc and app/mock_scenarios_typed_test.cc have more.
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
    const json runs = running_scenario_of_all(client);
    if (!runs.is_null() && runs["name"] != path) ++wrong;
  }
  starter.join();
  client.mock().stop_scenario();
  EXPECT_EQ(wrong, 0);
  EXPECT_TRUE(running_scenario_of_all(client).is_null());
}

TEST(ScenarioRunner, RunsTheScenarioOfTheSnapshotAfterARestore) {
  const MockClient client;
  Mock& mock = client.mock();
  const Snapshot idle = mock.snapshot();
  mock.start_scenario("outage");
  const Snapshot busy = mock.snapshot();
  mock.restore(idle);
  EXPECT_TRUE(running_scenario_of_all(client).is_null());
  mock.reload_scenarios();
  client.advance(std::chrono::seconds(10));
  EXPECT_EQ(client.get("/api/v3/balance").status, 200) << "there is nothing to continue";
  mock.restore(busy);
  EXPECT_EQ(running_scenario_of_all(client)["name"], "outage");
  client.advance(std::chrono::seconds(10));
  EXPECT_EQ(client.get("/api/v3/balance").status, 502);
}

TEST(ScenarioRunner, RunsTheScenarioOfTheSnapshotOfAnAccountAfterARestore) {
  const MockClient client;
  const Snapshot idle = client.mock().snapshot("test-key");
  ASSERT_EQ(start_scenario(client, "busy").status, 200);
  EXPECT_EQ(running_scenario(client)["name"], "busy");
  client.mock().restore(idle);
  EXPECT_TRUE(running_scenario(client).is_null());
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
  EXPECT_EQ(running_scenario_of_all(client)["name"], "busy");
}

// A wall clock on which a second passes whenever it is read.
Timestamp ticking_time;
Timestamp tick() {
  return ticking_time += std::chrono::seconds(1);
}

// The time of a clock that follows tick(), and that of tick() then.
std::pair<Timestamp, Timestamp> times_of(const Clock& clock) {
  const Timestamp time = clock.now();
  return {time, ticking_time};
}

TEST(ScenarioRunner, LetsTheClockGoOnWhenAStartFails) {
  // A history that is later than the clock is found when the account opens.
  const std::string accounts = R"("accounts": [{"name": "b", "keys": ["b"],
      "usage_history": [{"date": "2040-01-01", "count": 1, "cost_usd": 5,
                         "model_uuid": "wavespeed-ai/flux-dev"}]}]})";
  for (const std::string before :
       {R"({)", R"({"each_account": {"balance_usd": 1}, )",
        R"({"clock": {"mode": "manual", "time": "2027-01-01T00:00:00Z"}, )",
        R"({"clock": {"mode": "scaled:60"}, )"}) {
    ticking_time = ManualClock().now();
    const auto clock = std::make_shared<TestClock>(ClockMode::real, std::nullopt, 1, tick);
    Mock mock({.clock = clock});
    EXPECT_THAT(error_of([&] { mock.start_scenario(before + accounts); }),
                testing::HasSubstr("must not be after the mock's own time"));
    const auto [time, wall] = times_of(*clock);
    EXPECT_EQ(time, wall) << before;
    EXPECT_EQ(clock->mode(), ClockMode::real) << before;
  }
}

TEST(ScenarioRunner, LeavesOtherRulesAlone) {
  const MockClient client;
  (void)client.mock().add_fault(
      R"({"route": "models", "fault": {"type": "error", "status": 500}})");
  client.mock().start_scenario("busy");
  client.mock().stop_scenario();
  EXPECT_EQ(client.get("/api/v3/models").status, 500);
}

}  // namespace
}  // namespace wavespeed_mock::scenario_runner_test
