// Fault rules as clients see them, without a socket.
#include <gtest/gtest.h>

#include <string>

#include "support/domain_complaint.h"
#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::faults_rules_test {
namespace {

using json = MockClient::json;

double balance(const MockClient& client) {
  return MockClient::data(client.get("/api/v3/balance"))["balance"].get<double>();
}
std::string fault(const Response& response) {
  return MockClient::header(response, "X-Mock-Fault");
}

TEST(FaultRulesOfAMock, AreAddedAndRemovedFromCpp) {
  const MockClient client;
  Mock& mock = client.mock();
  mock.add_fault(R"({"id": "busy", "route": "balance", "fault": "error"})", "test-key");
  EXPECT_EQ(mock.add_fault(R"({"route": "price", "fault": "error"})"), "fault-1");
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
  EXPECT_EQ(client.with_key("other-key").get("/api/v3/balance").status, 200);
  EXPECT_FALSE(mock.remove_fault("busy")) << "it belongs to one account";
  mock.remove_fault("busy", "test-key");
  EXPECT_FALSE(mock.remove_fault("busy", "test-key"));
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
  mock.add_fault(R"({"route": "balance", "fault": "error"})");
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
  mock.clear_faults("test-key");
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
  mock.clear_faults();
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
  EXPECT_EQ(complaint_of([&] { mock.add_fault(R"({"fualt": "error"})"); }),
            "the rule: field \"fualt\" is not known; did you mean \"fault\"?");
  EXPECT_THROW(mock.add_fault("{"), ConfigError);
  EXPECT_THROW(mock.add_fault(R"({"fault": "error"})", "a key"), Error);
}

TEST(FaultRulesOfAMock, HaveNoEffectOnTheAccountBeforeTheCommit) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "fault": "error"})");
  EXPECT_EQ(client.submit("mock-image").status, 500);
  EXPECT_EQ(balance(client), 100);
}

TEST(FaultRulesOfAMock, LoseOnlyTheResponseAfterTheCommit) {
  const MockClient client;
  client.mock().add_fault(
      R"({"id": "lost", "route": "submit", "fault": "empty_reply", "commit": "after"})");
  const Response response = client.submit("mock-image");
  EXPECT_EQ(response.delivery.ending, Ending::close);
  EXPECT_EQ(fault(response), "lost");
  EXPECT_EQ(balance(client), 99.99) << "the task exists and is charged";
  client.mock().clear_faults();
  EXPECT_EQ(MockClient::data(client.get("/api/v3/predictions"))["items"].size(), 1);
}

TEST(FaultRulesOfAMock, CanApplyToTheThirdPoll) {
  const MockClient client;
  client.mock().add_fault(
      R"({"route": "result", "after": 2, "times": 1, "fault": {"type": "rate_limited", "retry_after": "5s"}})");
  const std::string id = client.id(client.submit("mock/slow"));
  std::string statuses;
  for (int i = 0; i < 5; ++i) statuses += std::to_string(client.poll(id).status) + " ";
  EXPECT_EQ(statuses, "200 200 429 200 200 ");
}

TEST(FaultRulesOfAMock, MatchAPollByTheModelOfItsTask) {
  const MockClient client;
  client.mock().add_fault(
      R"({"route": ["result", "output"], "model": "mock/slow", "fault": "error"})");
  const std::string slow = client.id(client.submit("mock/slow"));
  const Response instant = client.submit("mock/instant");
  EXPECT_EQ(client.poll(client.id(instant)).status, 200);
  EXPECT_EQ(client.get("/outputs/" + client.id(instant) + "/0.png").status, 200);
  EXPECT_EQ(client.poll(slow).status, 500);
  EXPECT_EQ(client.with_key("other-key").poll(slow).status, 404)
      << "the task belongs to the first key";
}

TEST(FaultRulesOfAMock, ApplyToRequestsWithoutARouteOrAKey) {
  const MockClient client;
  client.mock().add_fault(R"({"id": "all", "fault": "delay"})");
  EXPECT_EQ(fault(client.get("/api/v9/nothing")), "all");
  EXPECT_EQ(fault(client.with_key("a key").get("/api/v3/balance")), "all");
  EXPECT_EQ(fault(client.get("/openapi.json")), "") << "the control plane has no faults";
  EXPECT_EQ(fault(client.get("/__mock/faults")), "");
}

TEST(FaultRulesOfAMock, DoNothingWithProbabilityZero) {
  const MockClient with;
  const MockClient without;
  with.mock().add_fault(R"({"probability": 0, "faults": ["error", "delay"]})");
  for (const MockClient* client : {&with, &without}) client->submit("mock-image");
  const Response left = with.get("/api/v3/predictions");
  const Response right = without.get("/api/v3/predictions");
  EXPECT_EQ(left.body, right.body);
  EXPECT_EQ(left.delivery, right.delivery);
  EXPECT_EQ(left.headers.size(), right.headers.size());
}

TEST(FaultRulesInFixtures, ApplyToAllAccountsOrToOne) {
  const MockClient client({.fixture_texts = {R"({
    "faults": [{"id": "all", "route": "price", "fault": "error"}],
    "accounts": [{"name": "acme", "keys": ["acme-key"], "faults": [{"route": "balance", "fault": "error"}]}]})"}});
  const MockClient acme = client.with_key("acme-key");
  EXPECT_EQ(acme.get("/api/v3/balance").status, 500);
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
  EXPECT_EQ(client.post("/api/v3/model/price", R"({"model_id": "mock-image"})").status, 500);
  const json rules = MockClient::data(acme.get("/__mock/faults"))["rules"];
  ASSERT_EQ(rules.size(), 2);
  EXPECT_EQ(rules[0]["source"], "fixtures");
}

TEST(FaultRulesInFixtures, ReportErrorsByFileAndEntry) {
  const auto complaint = [](const std::string& text) {
    return complaint_of([&] { Mock mock(Options{.fixture_texts = {text}}); });
  };
  EXPECT_EQ(complaint(R"({"faults": [{"fault": "error", "tims": 1}]})"),
            "fixture_texts[0]: faults[0]: field \"tims\" is not known; did you mean \"times\"?");
  EXPECT_EQ(
      complaint(
          R"({"accounts": [{"name": "acme", "keys": ["k"], "faults": [{"fault": "error", "tims": 1}]}]})"),
      "fixture_texts[0]: accounts[0] \"acme\": faults[0]: field \"tims\" is not known; did you "
      "mean "
      "\"times\"?");
}

TEST(FaultRulesOfModels, ApplyToTheModel) {
  const std::string model =
      R"({"models": [{"model_id": "acme/flaky", "type": "text-to-image", "price": {"usd": 0.01},
          "run_time": "fixed:0", "request_schema": {"type": "object"}, "faults": [{"every": 2, "fault": "error"}]}]})";
  const MockClient client({.fixture_texts = {model}, .triggers = false});
  EXPECT_EQ(client.submit("acme/flaky").status, 200);
  EXPECT_EQ(client.submit("acme/flaky").status, 500)
      << "the triggers option concerns built-in models only";
}

}  // namespace
}  // namespace wavespeed_mock::faults_rules_test
