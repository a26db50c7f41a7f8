// Fault rules as clients see them, without a socket.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "support/domain_error.h"
#include "support/mock_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::faults_rules_test {
namespace {

using json = MockClient::json;
using namespace std::chrono_literals;

std::string fault(const Response& response) {
  return MockClient::header(response, "X-Mock-Fault");
}

TEST(FaultRulesOfAMock, AreAddedAndRemovedFromCpp) {
  const MockClient client;
  Mock& mock = client.mock();
  mock.add_fault(R"({"id": "busy", "route": "balance", "fault": "error"})", {.key = "test-key"});
  EXPECT_EQ(mock.add_fault(R"({"route": "price", "fault": "error"})"), "fault-1");
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
  EXPECT_EQ(client.with_key("other-key").get("/api/v3/balance").status, 200);
  EXPECT_FALSE(mock.remove_fault("busy")) << "it belongs to one account";
  mock.remove_fault("busy", {.key = "test-key"});
  EXPECT_FALSE(mock.remove_fault("busy", {.key = "test-key"}));
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
  mock.add_fault(R"({"route": "balance", "fault": "error"})");
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
  mock.clear_faults({.key = "test-key"});
  EXPECT_EQ(client.get("/api/v3/balance").status, 500);
  mock.clear_faults();
  EXPECT_EQ(client.get("/api/v3/balance").status, 200);
  EXPECT_EQ(error_of([&] { mock.add_fault(R"({"fualt": "error"})"); }),
            "the rule: field \"fualt\" is not known; did you mean \"fault\"?");
  EXPECT_THROW(mock.add_fault("{"), ConfigError);
  EXPECT_THROW(mock.add_fault(R"({"fault": "error"})", {.key = "a key"}), Error);
}

TEST(FaultRulesOfAMock, AreTypedInCpp) {
  const MockClient client;
  Mock& mock = client.mock();
  const std::string id = MockClient::id(client.submit());
  mock.add_fault({.id = "busy",
                  .route = Endpoint::result,
                  .after = 2,
                  .times = 1,
                  .fault = faults::RateLimited{.retry_after = 5s}},
                 {.key = "test-key"});
  std::vector<int> statuses;
  std::string retry_after;
  for (int i = 0; i < 4; ++i) {
    const Response response = client.poll(id);
    statuses.push_back(response.status);
    retry_after += MockClient::header(response, "Retry-After");
  }
  EXPECT_EQ(statuses, (std::vector<int>{200, 200, 429, 200}));
  EXPECT_EQ(retry_after, "5");
  mock.remove_fault("busy", {.key = "test-key"});
  EXPECT_EQ(error_of([&] { mock.add_fault({.fault = faults::Gateway{.status = 500}}); }),
            "the rule: fault: field \"status\": must be one of 502, 503, 504, not 500");
}

// The same requests get the same answers, whichever form a rule has.
TEST(FaultRulesOfAMock, DecideTheSameInBothForms) {
  const FaultRule typed{.id = "flaky",
                        .method = {"GET"},
                        .path = {"/api/v3/bal*"},
                        .header = HeaderMatch{.name = "X-Client-Name", .contains = "app"},
                        .first = 30,
                        .every = 2,
                        .probability = 0.5,
                        .faults = {faults::Error{.status = 503},
                                   faults::Delay{.time = Distribution::uniform(1s, 9s)}}};
  const std::string json_form = R"({"id": "flaky", "method": "GET", "path": "/api/v3/bal*",
      "header": {"name": "X-Client-Name", "contains": "app"}, "first": 30, "every": 2,
      "probability": 0.5, "faults": [{"type": "error", "status": 503},
                                     {"type": "delay", "time": "uniform:1s,9s"}]})";
  const auto answers = [](const auto& rule) {
    const MockClient client;
    client.mock().add_fault(rule);
    std::vector<std::pair<int, Duration>> all;
    for (int i = 0; i < 40; ++i) {
      Request request = client.request("GET", "/api/v3/balance");
      if (i % 5 != 0) request.headers.add("X-Client-Name", "my app");
      const Response response = client.send(request);
      all.emplace_back(response.status, response.delivery.delay);
    }
    return all;
  };
  const auto expected = answers(json_form);
  EXPECT_EQ(answers(typed), expected);
  const auto fired = std::count_if(expected.begin(), expected.end(),
                                   [](const auto& answer) { return answer.first == 503; });
  EXPECT_GT(fired, 3);
  EXPECT_LT(fired, 15);
}

TEST(FaultRulesOfAMock, HaveNoEffectOnTheAccountBeforeTheCommit) {
  const MockClient client;
  client.mock().add_fault(R"({"route": "submit", "fault": "error"})");
  EXPECT_EQ(client.submit("mock-image").status, 500);
  EXPECT_EQ(client.balance(), 100);
}

TEST(FaultRulesOfAMock, LoseOnlyTheResponseAfterTheCommit) {
  const MockClient client;
  client.mock().add_fault(
      R"({"id": "lost", "route": "submit", "fault": "empty_reply", "commit": "after"})");
  const Response response = client.submit("mock-image");
  EXPECT_EQ(response.delivery.ending, Ending::close);
  EXPECT_EQ(fault(response), "lost");
  EXPECT_EQ(client.balance(), 99.99) << "the task exists and is charged";
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
  const auto error_for = [](const std::string& text) {
    return error_of([&] { Mock mock(Options{.fixture_texts = {text}}); });
  };
  EXPECT_EQ(error_for(R"({"faults": [{"fault": "error", "tims": 1}]})"),
            "fixture_texts[0]: faults[0]: field \"tims\" is not known; did you mean \"times\"?");
  EXPECT_EQ(
      error_for(
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
