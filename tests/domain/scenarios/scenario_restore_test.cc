// A scenario, its rules and what it said of accounts start, end and come back together.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "domain/scenarios/scenario_calls.h"
#include "support/domain_error.h"
#include "support/mock_client.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::scenario_restore_test {
namespace {

using json = MockClient::json;
using std::chrono::seconds;
using testing::HasSubstr;

int status(const MockClient& client) {
  return client.get("/api/v3/balance").status;
}

// As someone with only HTTP does it.
json control(const MockClient& client, const std::string& method, const std::string& target,
             const std::string& body = "") {
  return client.data(client.send({.method = method,
                                  .target = target,
                                  .headers = {{"Content-Type", "application/json"}},
                                  .body = body}));
}

TEST(ScenarioRestore, CanBeEndedAfterItCameBack) {
  const MockClient client;
  control(client, "POST", "/__mock/scenarios", R"({"name": "outage"})");
  const std::string id = control(client, "POST", "/__mock/snapshots", "{}")["id"];
  control(client, "DELETE", "/__mock/scenarios");
  control(client, "POST", "/__mock/snapshots/" + id + "/restore");
  EXPECT_EQ(running_scenario_of_all(client)["name"], "outage");
  client.advance(seconds(10));
  EXPECT_EQ(status(client), 502);
  EXPECT_EQ(control(client, "DELETE", "/__mock/scenarios")["stopped"], true);
  EXPECT_EQ(status(client), 200);
}

TEST(ScenarioRestore, EndsWithAResetOfFaults) {
  const MockClient client;
  client.mock().start_scenario("outage");
  client.advance(seconds(10));
  client.mock().reset({"faults"});
  EXPECT_EQ(status(client), 200);
  EXPECT_TRUE(running_scenario_of_all(client).is_null());

  client.post("/__mock/scenarios", R"({"name": "outage"})");
  client.mock().reset({"faults"}, {.key = "test-key"});
  EXPECT_TRUE(client.data(client.get("/__mock/scenarios"))["running"].is_null());
}

TEST(ScenarioRestore, ComesBackWithAResetOfFaults) {
  const MockClient client({.scenario = "outage"});
  client.mock().stop_scenario();
  client.mock().reset({"faults"});
  EXPECT_EQ(running_scenario_of_all(client)["name"], "outage");
  client.advance(seconds(10));
  EXPECT_EQ(status(client), 502);
  client.mock().stop_scenario();
  EXPECT_EQ(status(client), 200);
}

TEST(ScenarioRestore, DoesNotAffectNewAccountsAfterAReset) {
  const MockClient client;
  client.mock().start_scenario("low-balance");
  client.mock().reset({"faults"});
  EXPECT_EQ(client.mock().account("new").info().balance, usd(100));
}

// Everything that a client or a person sees of accounts, rules, scenarios and the clock.
std::vector<std::string> seen(const MockClient& client, const std::vector<std::string>& keys) {
  std::vector<std::string> all;
  for (const char* const target : {"/__mock/accounts", "/__mock/faults", "/__mock/scenarios",
                                   "/__mock/clock", "/__mock/coupons"}) {
    all.push_back(control(client, "GET", target).dump());
  }
  for (const std::string& key : keys) {
    for (const char* const target :
         {"/api/v3/balance", "/api/v3/predictions", "/api/v3/account/billings"}) {
      all.push_back(client.with_key(key).get(target).body);
    }
  }
  return all;
}

TEST(ScenarioStart, IsAllOrNothing) {
  const std::string account = R"({"name": "team", "keys": ["a", "test-key"], "balance_usd": 7})";
  const std::vector<std::string> wrong = {
      account + R"(, {"name": "other", "keys": ["c", "a"]})",
      account + R"(, {"name": "other", "keys": ["c", "test-key"]})",
      account + R"(, {"name": "late", "keys": ["c"], "usage_history": [{"date": "2028-01-01",
        "count": 1, "cost_usd": 5, "model_uuid": "wavespeed-ai/flux-dev"}]})",
  };
  for (const std::string& accounts : wrong) {
    const MockClient client({.latency = Latency::instant()});
    ASSERT_EQ(client.submit().status, 200);
    client.mock().account("test-key").make_key({.key = "ci-key", .name = "ci"});
    client.mock().start_scenario("busy");
    const std::vector<std::string> keys = {"test-key", "ci-key"};
    const auto before = seen(client, keys);
    EXPECT_NE(error_of([&] {
                client.mock().start_scenario(
                    R"({"clock": {"time": "2027-01-01T00:00:00Z"}, "each_account": {"tier": "gold"},
                        "faults": [{"fault": "rate_limited"}], "accounts": [)" +
                    accounts + "]}");
              }),
              "");
    EXPECT_EQ(seen(client, keys), before) << accounts;
    for (const char* const key : {"a", "c"}) {
      EXPECT_FALSE(client.mock().find_account(key)) << key;
      EXPECT_EQ(client.mock().account(key).info().balance, usd(100)) << key;
    }
  }
}

TEST(ScenarioReload, KeepsTheCountsOfRulesThatDidNotChange) {
  const TempFolder folder;
  const std::string once = R"({"id": "once", "route": "balance", "times": 1,
    "fault": {"type": "error", "status": 503}})";
  folder.write("mine.json", R"({"faults": [)" + once + "]}");
  const MockClient client({.scenarios = {folder.path()}});
  client.mock().start_scenario("mine");
  EXPECT_EQ(status(client), 503);
  client.mock().reload_scenarios();
  EXPECT_EQ(status(client), 200) << "nothing has changed";
  folder.write("mine.json",
               R"({"faults": [{"route": "models", "fault": "rate_limited"}, )" + once + "]}");
  client.mock().reload_scenarios();
  EXPECT_EQ(status(client), 200) << "another rule has come";
  EXPECT_EQ(client.get("/api/v3/models").status, 429);
  folder.write("mine.json", R"({"faults": [{"id": "once", "route": "balance", "times": 1,
    "fault": {"type": "error", "status": 500}}]})");
  client.mock().reload_scenarios();
  EXPECT_EQ(status(client), 500) << "it says something else";
  EXPECT_EQ(client.get("/api/v3/models").status, 200);
  client.mock().start_scenario("mine");
  EXPECT_EQ(status(client), 500) << "a start counts from the beginning";
}

TEST(ScenarioReload, LeavesScenariosAloneThatCameAsATextOfTheSameName) {
  const MockClient client;
  client.mock().start_scenario(
      R"({"name": "busy", "faults": [{"route": "balance", "fault": {"type": "error", "status": 503}}]})");
  client.mock().reload_scenarios();
  EXPECT_EQ(status(client), 503);
  client.mock().start_scenario(Scenario{.name = "busy"});
  client.mock().reload_scenarios();
  EXPECT_EQ(status(client), 200);
  EXPECT_EQ(control(client, "GET", "/__mock/faults")["rules"].size(), 0U);
}

// Two scenarios run; the second has too many rules. The first keeps those that it has.
TEST(ScenarioReload, IsAllOrNothing) {
  const TempFolder folder;
  const std::string old =
      R"({"faults": [{"route": "balance", "fault": {"type": "error", "status": 503}}]})";
  folder.write("first.json", old);
  folder.write("second.json", R"({"faults": []})");
  const MockClient client({.scenarios = {folder.path()}});
  client.mock().start_scenario("first");
  const MockClient other = client.with_key("other");
  ASSERT_EQ(other.post("/__mock/scenarios", R"({"name": "second"})").status, 200);
  json many = json::array();
  for (int i = 0; i < 1'001; ++i) many.push_back({{"fault", "rate_limited"}});
  folder.write("first.json", R"({"faults": []})");
  folder.write("second.json", json{{"faults", many}}.dump());
  EXPECT_THAT(error_of([&] { client.mock().reload_scenarios(); }), HasSubstr("too many rules"));
  EXPECT_EQ(status(client), 503);
  EXPECT_EQ(status(other), 503) << "the rule is for all accounts, and none has come";
  EXPECT_THAT(control(client, "GET", "/__mock/scenarios")["problem"], HasSubstr("too many rules"));
}

TEST(ScenarioReload, RefusesTheKeyOfNoAccountInARuleOfAnAccount) {
  const TempFolder folder;
  folder.write("one.json", R"({"faults": [{"route": "balance", "fault": "error"}]})");
  const MockClient client({.scenarios = {folder.path()}});
  ASSERT_EQ(client.post("/__mock/scenarios", R"({"name": "one"})").status, 200);
  folder.write("one.json", R"({"faults": [{"fault": "error", "key": "zzz"}]})");
  EXPECT_THAT(error_of([&] { client.mock().reload_scenarios(); }),
              HasSubstr("the scenario \"one\": field \"key\": is not one of the keys"));
  EXPECT_EQ(status(client), 500) << "the rule from before stays";
}

TEST(ScenarioReload, ShowsWhatIsWrongInAFileThatWasStartedByItsPath) {
  const TempFolder folder;
  const std::string path = folder.write("one.json", R"({"faults": []})").string();
  const MockClient client;
  client.mock().start_scenario(path);
  folder.write("one.json", R"({"fualts": []})");
  EXPECT_THAT(error_of([&] { client.mock().reload_scenarios(); }), HasSubstr("fualts"));
  EXPECT_THAT(control(client, "GET", "/__mock/scenarios")["problem"], HasSubstr("fualts"));
  EXPECT_EQ(running_scenario_of_all(client)["name"], path);
}

// One of the other: never the rules of one scenario under the name of another, or of none.
TEST(ScenarioRestore, IsOneStepForOtherThreads) {
  const MockClient client;
  client.mock().start_scenario("busy");
  const Snapshot busy = client.mock().snapshot();
  client.mock().stop_scenario();
  const Snapshot idle = client.mock().snapshot();
  std::atomic<bool> done = false;
  std::thread other([&] {
    for (int i = 0; i < 300; ++i) {
      client.mock().start_scenario("lost-replies");
      client.mock().stop_scenario();
    }
    done = true;
  });
  while (!done) {
    client.mock().restore(busy);
    client.mock().restore(idle);
  }
  other.join();
  client.mock().stop_scenario();
  EXPECT_EQ(control(client, "GET", "/__mock/faults")["rules"].size(), 0U);
}

}  // namespace
}  // namespace wavespeed_mock::scenario_restore_test
