#include "domain/scenarios/scenario_runner.h"

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "domain/scenarios/scenario_calls.h"
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
