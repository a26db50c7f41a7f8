#include "domain/scenario_runner.h"

#include <gtest/gtest.h>

#include "support/mock_client.h"

namespace wavespeed_mock {
namespace {

// Seen through a mock; mock_scenarios_test.cc and control/scenarios_test.cc have more.
TEST(ScenarioRunner, GoesOnFromItsStartWhenItsFileIsReadAgain) {
  const MockClient client;
  client.mock().start_scenario("outage");
  client.advance(std::chrono::seconds(9));
  client.mock().reload_scenarios();
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
  client.advance(std::chrono::seconds(1));
  EXPECT_EQ(client.get("/api/v3/balance").status, 502)
      << "ten seconds from the start, not the reload";
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
}  // namespace wavespeed_mock
