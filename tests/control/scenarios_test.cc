#include "control/scenarios.h"

#include <gmock/gmock.h>

#include <string>

#include "support/mock_client.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::control_scenarios_test {
namespace {

using json = MockClient::json;
using testing::HasSubstr;

Request without_key(std::string method, std::string path, const json& body = nullptr) {
  return {.method = std::move(method),
          .target = std::move(path),
          .body = body.is_null() ? "" : body.dump()};
}

TEST(ScenarioControl, ListsScenarios) {
  const MockClient client;
  const json data = client.data(client.get("/__mock/scenarios"));
  std::vector<std::string> names;
  for (const json& scenario : data["scenarios"]) names.push_back(scenario["name"]);
  EXPECT_THAT(names,
              testing::ElementsAre("busy", "credit-line-unpaid", "credits-expiring", "flaky",
                                   "hostile-webhooks", "lost-replies", "low-balance", "outage",
                                   "slow", "suspended", "trial-only", "unlucky-tasks"));
  EXPECT_EQ(data["running"], nullptr);
}

TEST(ScenarioControl, AffectsOneAccountWithAKeyAndAllWithout) {
  const MockClient client({.latency = Latency::instant()});
  const MockClient other = client.with_key("other");
  const json broken = {
      {"scenario", {{"faults", {{{"fault", {{"type", "error"}, {"status", 500}}}}}}}}};
  EXPECT_EQ(client.post("/__mock/scenarios", broken.dump()).status, 200);
  EXPECT_EQ(client.submit().status, 500);
  EXPECT_EQ(other.submit().status, 200);
  EXPECT_EQ(client.data(client.get("/__mock/scenarios"))["running"]["name"], "unnamed");
  EXPECT_EQ(other.data(other.get("/__mock/scenarios"))["running"], nullptr);

  EXPECT_EQ(client.send(without_key("POST", "/__mock/scenarios", broken)).status, 200);
  EXPECT_EQ(other.submit().status, 500);
  EXPECT_EQ(client.data(client.send(without_key("DELETE", "/__mock/scenarios")))["stopped"], true);
  EXPECT_EQ(other.submit().status, 200);
  EXPECT_EQ(client.submit().status, 500) << "its own scenario still runs";
  EXPECT_EQ(client.data(client.send(client.request("DELETE", "/__mock/scenarios")))["stopped"],
            true);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.data(client.send(without_key("DELETE", "/__mock/scenarios")))["stopped"], false);
}

TEST(ScenarioControl, ExplainsInvalidRequests) {
  const MockClient client;
  for (const auto& [body, words] :
       {std::pair{json{{"name", "flakey"}}, "did you mean"},
        {json::object(), "is missing: the name of a scenario"},
        {json{{"name", "flaky"}, {"scenario", json::object()}}, "together with"},
        {json{{"scenario", {{"fault", "x"}}}}, "field"},
        {json{{"nmae", "flaky"}}, "nmae"}}) {
    const Response response = client.send(without_key("POST", "/__mock/scenarios", body));
    EXPECT_EQ(response.status, 400) << body;
    EXPECT_THAT(response.body, HasSubstr(words));
  }
  EXPECT_EQ(client.post("/__mock/scenarios", R"({"name": "slow"})").status, 409);
}

TEST(ScenarioControl, ExplainsAFailedReload) {
  const TempFolder folder;
  (void)folder.write("a.json", "{}");
  const MockClient client({.scenarios = {folder.path()}});
  EXPECT_EQ(client.data(client.post("/__mock/scenarios/reload", ""))["scenarios"], 13);
  (void)folder.write("a.json", "{]");
  const Response refused = client.post("/__mock/scenarios/reload", "");
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("the scenarios were not reloaded"));
}

}  // namespace
}  // namespace wavespeed_mock::control_scenarios_test
