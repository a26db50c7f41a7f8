#include "control/faults.h"

#include <gtest/gtest.h>

#include "domain/faults/fault_rules.h"
#include "support/mock_client.h"

namespace wavespeed_mock::control_faults_test {
namespace {

using json = MockClient::json;

class FaultsPage : public testing::Test {
 protected:
  // Without a key.
  Response send(const std::string& method, const std::string& path = "",
                const std::string& body = "") const {
    Request request = client.request(method, "/__mock/faults" + path, body);
    request.headers = {{"Host", "127.0.0.1"}, {"Content-Type", "application/json"}};
    return client.send(request);
  }
  // With the client's key.
  Response own(const std::string& method, const std::string& path = "",
               const std::string& body = "") const {
    return client.send(client.request(method, "/__mock/faults" + path, body));
  }
  int balance(const std::string& key = "test-key") const {
    return client.with_key(key).get("/api/v3/balance").status;
  }

  const MockClient client;
};

TEST_F(FaultsPage, AddsARuleForTheKeysAccount) {
  const Response added =
      own("POST", "", R"({"id": "busy", "route": "balance", "times": 1, "fault": "error"})");
  ASSERT_EQ(added.status, 200) << added.body;
  const json rule = MockClient::data(added)["rules"][0];
  EXPECT_EQ(rule["id"], "busy");
  EXPECT_EQ(rule["scope"], "account");
  EXPECT_EQ(rule["source"], "api");
  EXPECT_EQ(rule["matched"], 0);
  EXPECT_EQ(rule["rule"]["commit"], "before");

  EXPECT_EQ(balance("other-key"), 200);
  EXPECT_EQ(balance(), 500);
  EXPECT_EQ(balance(), 200);
  const json counted = MockClient::data(own("GET", "/busy"));
  EXPECT_EQ(counted["matched"], 2);
  EXPECT_EQ(counted["fired"], 1);
}

TEST_F(FaultsPage, AddsARuleForAllAccountsWithoutAKey) {
  const Response added = send(
      "POST", "",
      R"({"rules": [{"route": "balance", "fault": "error", "every": 2}, {"fault": "delay"}]})");
  ASSERT_EQ(added.status, 200) << added.body;
  for (const char* const key : {"test-key", "other-key"}) {
    EXPECT_EQ(balance(key), 200);
    EXPECT_EQ(balance(key), 500);
  }
  const json rules = MockClient::data(send("GET"))["rules"];
  ASSERT_EQ(rules.size(), 2);
  EXPECT_EQ(rules[0]["id"], "fault-1");
  EXPECT_EQ(rules[0]["scope"], "all");
  EXPECT_EQ(rules[0]["matched"], 4) << "by both accounts";
  EXPECT_EQ(MockClient::data(own("GET"))["rules"][0]["matched"], 2) << "by this account";
}

TEST_F(FaultsPage, NamesTheAppliedRulesAndTheirFaultsInHeaders) {
  own("POST", "",
      R"({"rules": [{"id": "slow", "fault": "delay"}, {"id": "broken", "fault": "error"}]})");
  const Response response = client.get("/api/v3/balance");
  EXPECT_EQ(MockClient::header(response, "X-Mock-Fault"), "slow, broken");
  EXPECT_EQ(MockClient::header(response, "X-Mock-Fault-Type"), "delay, error");
}

TEST_F(FaultsPage, ReplacesARuleWithTheSameId) {
  own("POST", "", R"({"id": "a", "route": "balance", "fault": "error"})");
  own("POST", "", R"({"id": "a", "route": "price", "fault": "error"})");
  EXPECT_EQ(MockClient::data(own("GET"))["rules"].size(), 1);
  EXPECT_EQ(balance(), 200);
}

TEST_F(FaultsPage, ShowsNoKey) {
  send("POST", "", R"({"id": "a", "route": "balance", "key": "test-key", "fault": "error"})");
  EXPECT_EQ(balance(), 500);
  EXPECT_EQ(balance("other-key"), 200);
  EXPECT_EQ(send("GET").body.find("test-key"), std::string::npos);
  EXPECT_EQ(MockClient::data(send("GET", "/a"))["rule"]["key"], "…");
}

TEST_F(FaultsPage, RemovesRules) {
  own("POST", "",
      R"({"rules": [{"id": "a", "fault": "error"}, {"fault": "error"}, {"fault": "error"}]})");
  send("POST", "", R"({"id": "b", "fault": "error"})");
  EXPECT_EQ(own("DELETE", "/b").status, 404) << "the rule is for all accounts";
  EXPECT_EQ(MockClient::data(own("DELETE", "/a"))["removed"], 1);
  EXPECT_EQ(MockClient::data(own("DELETE"))["removed"], 2);
  EXPECT_EQ(MockClient::data(own("GET"))["rules"].size(), 1);
  EXPECT_EQ(MockClient::data(send("DELETE"))["removed"], 1);
  EXPECT_EQ(MockClient::data(own("GET"))["rules"].size(), 0);
}

TEST_F(FaultsPage, SuggestsTheNearestRule) {
  own("POST", "", R"({"id": "busy", "fault": "error"})");
  for (const char* const method : {"GET", "DELETE"}) {
    const Response response = own(method, "/bussy");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(MockClient::message(response),
              "there is no fault rule \"bussy\"; did you mean \"busy\"?");
  }
  EXPECT_EQ(MockClient::message(send("GET", "/bussy")), "there is no fault rule \"bussy\"");
}

TEST_F(FaultsPage, AddsNothingIfARuleIsInvalid) {
  const auto error_for = [&](const std::string& body) {
    const Response response = own("POST", "", body);
    EXPECT_EQ(response.status, 400) << body;
    return MockClient::message(response);
  };
  EXPECT_EQ(error_for(R"({"fault": "error", "rout": "submit"})"),
            "the rule: field \"rout\" is not known; did you mean \"route\"?");
  EXPECT_TRUE(error_for(R"({"rules": [{"fault": "error"}, {"fault": "error", "times": 0}]})")
                  .starts_with("body: rules[1]: field \"times\": must be a whole number"));
  EXPECT_EQ(error_for(R"({"rules": []})"), "body: field \"rules\": must list one rule at least");
  EXPECT_EQ(error_for(R"({"rules": [{"fault": "error"}], "id": "a"})"),
            "body: field \"id\" is not known");
  EXPECT_EQ(error_for("[]"), "the request body must be a JSON object");
  EXPECT_EQ(error_for(""), "the request body is empty; it must be a JSON object");
  EXPECT_EQ(MockClient::data(own("GET"))["rules"].size(), 0);
}

TEST_F(FaultsPage, AcceptsAThousandRules) {
  json rules = json::array();
  for (std::size_t i = 0; i < FaultRules::kMaxRules; ++i) {
    rules.push_back({{"fault", "error"}, {"route", "price"}});
  }
  EXPECT_EQ(own("POST", "", json{{"rules", rules}}.dump()).status, 200);
  const Response refused = own("POST", "", R"({"fault": "error"})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(MockClient::message(refused),
            "there can be at most 1000 fault rules; delete some first");
  EXPECT_EQ(send("POST", "", R"({"fault": "error"})").status, 200);
}

TEST_F(FaultsPage, ListsTheKindsOfFaults) {
  const json types = MockClient::data(client.get("/__mock/fault-types"))["types"];
  EXPECT_GT(types.size(), 5);
  for (const json& type : types) {
    EXPECT_NE(type["meaning"], "");
    EXPECT_EQ(type["schema"]["type"], "object");
  }
}

}  // namespace
}  // namespace wavespeed_mock::control_faults_test
