#include "wavespeed_mock/mock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::mock_test {
namespace {

using json = MockClient::json;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::EndsWith;
using namespace std::chrono_literals;

TEST(Mock, RunsATaskFromCreationToCompletion) {
  const MockClient client;  // brisk: starts after 50 ms, runs for about 900 ms
  const Response submitted = client.submit("wavespeed-ai/flux-dev");
  const std::string id = client.id(submitted);
  EXPECT_EQ(client.status(submitted), "created");
  client.advance(milliseconds(50) - nanoseconds(1));
  EXPECT_EQ(client.status(client.poll(id)), "created");
  client.advance(nanoseconds(1));
  EXPECT_EQ(client.status(client.poll(id)), "processing");

  int polls = 0;
  while (client.status(client.poll(id)) == "processing" && ++polls < 1'000) {
    client.advance(milliseconds(10));
  }
  json data = client.data(client.poll(id));
  EXPECT_EQ(data["status"], "completed");
  const auto run_time = milliseconds(data["executionTime"].get<std::int64_t>());
  EXPECT_GT(run_time, milliseconds(300));
  EXPECT_LT(run_time, milliseconds(2'700));

  // The same task, polled only at the end: it progresses without polls.
  const MockClient again;
  EXPECT_EQ(again.id(again.submit("wavespeed-ai/flux-dev")), id);
  again.advance(milliseconds(50) + run_time - milliseconds(1));
  EXPECT_EQ(again.status(again.poll(id)), "processing");
  again.advance(milliseconds(2));
  EXPECT_EQ(again.data(again.poll(id)), data);
}

TEST(Mock, UsesAClockThatTheTestMoves) {
  Mock mock;
  EXPECT_EQ(mock.clock().now(), ManualClock().now());
  const auto clock = std::make_shared<ManualClock>();
  const Mock given({.clock = clock});
  EXPECT_EQ(&given.clock(), clock.get());
}

TEST(Mock, SharesNoStateWithAnotherMock) {
  const MockClient one({.balance = Money::from_usd(0.01)});
  const MockClient two({.tier = "level1", .balance = Money::from_usd(0.02)});
  const std::string id = one.id(one.submit());
  EXPECT_EQ(two.poll(id).status, 404);
  EXPECT_EQ(two.submit().status, 200);
  EXPECT_EQ(two.submit().status, 200) << "the charge of one does not affect two";
  EXPECT_EQ(one.submit().status, 400);
  one.advance(seconds(5));
  EXPECT_EQ(two.mock().clock().now(), ManualClock().now());
}

TEST(Mock, AnswersUnknownRoutesInTheEnvelope) {
  struct Case {
    std::string method;
    std::string target;
    int status;
    std::string message;
    std::string allow;
  };
  const std::vector<Case> cases = {
      {"GET", "/", 404, "there is no endpoint GET /; /docs lists all endpoints", ""},
      {"GET", "", 404, "there is no endpoint GET /; /docs lists all endpoints", ""},
      {"OPTIONS", "*", 404, "there is no endpoint OPTIONS *", ""},
      {"GET", "/api/v3/prediction/1/result?x=1", 404,
       "there is no endpoint GET /api/v3/prediction/1/result; the nearest endpoint is GET "
       "/api/v3/predictions/{id}/result",
       ""},
      {"POST", "/api/v1/user/usage_stats", 404,
       "there is no endpoint POST /api/v1/user/usage_stats; the nearest endpoint is POST "
       "/api/v3/user/usage_stats",
       ""},
      {"GET", "/api/v3/user/usage_stats", 405,
       "GET /api/v3/user/usage_stats is not allowed; this path takes POST", "POST"},
      {"DELETE", "/api/v3/predictions/1/result", 405,
       "DELETE /api/v3/predictions/1/result is not allowed; this path takes GET, HEAD",
       "GET, HEAD"},
      {"POST", "/outputs/1/0.png", 405,
       "POST /outputs/1/0.png is not allowed; this path takes GET, HEAD", "GET, HEAD"},
      // An existing model allows POST; an unknown model is an unknown path.
      {"GET", "/api/v3/wavespeed-ai/flux-dev", 405,
       "GET /api/v3/wavespeed-ai/flux-dev is not allowed; this path takes POST", "POST"},
      {"GET", "/api/v3/no/such/model/here", 404,
       "there is no endpoint GET /api/v3/no/such/model/here", ""},
  };
  const MockClient client;
  for (const Case& c : cases) {
    const Response response = client.send(client.request(c.method, c.target));
    EXPECT_EQ(response.status, c.status) << c.method << " " << c.target;
    EXPECT_EQ(client.body(response)["code"], c.status);
    EXPECT_EQ(client.message(response), c.message);
    EXPECT_EQ(client.header(response, "Allow"), c.allow);
  }
}

TEST(Mock, SuggestsAnEndpointForAnUnknownModel) {
  const MockClient client;
  EXPECT_EQ(client.message(client.post("/api/v3/user/usage_stat", "{}")),
            "model \"user/usage_stat\" not found; the nearest endpoint is POST "
            "/api/v3/user/usage_stats");
  EXPECT_EQ(client.message(client.post("/api/v3/predictions/1/result?x", "{}")),
            "model \"predictions/1/result\" not found; the nearest endpoint is GET "
            "/api/v3/predictions/{id}/result");
  EXPECT_THAT(client.message(client.submit("wavespeed-ai/flux-dex")), EndsWith("\"?"));
  EXPECT_EQ(client.message(client.poll("user")), "Prediction not found");
}

TEST(Mock, DelaysResponsesByTheApiLatency) {
  const auto delays = [](const MockClient& client) {
    std::vector<Duration> list;
    for (int i = 0; i < 6; ++i) list.push_back(client.submit().delivery.delay);
    return list;
  };
  for (const Duration delay : delays(MockClient())) EXPECT_EQ(delay, Duration::zero());

  const MockClient fixed({.api_latency = Distribution::fixed(30ms)});
  const std::string id = fixed.id(fixed.submit());
  for (const Response& response :
       {fixed.submit(), fixed.poll(id), fixed.poll("unknown"), fixed.get("/nowhere"),
        fixed.get("/outputs/" + id + "/1.png"), fixed.post("/api/v3/mock/instant", "{"),
        fixed.with_key("").submit()}) {
    EXPECT_EQ(response.delivery.delay, milliseconds(30)) << response.body;
  }

  const Options drawn{.seed = 3, .api_latency = Distribution::uniform(1ms, 1s)};
  const MockClient client(drawn);
  const std::vector<Duration> expected = delays(client);
  EXPECT_EQ(std::set<Duration>(expected.begin(), expected.end()).size(), expected.size());
  for (const Duration delay : expected) {
    EXPECT_GE(delay, milliseconds(1));
    EXPECT_LE(delay, seconds(1));
  }
  EXPECT_EQ(delays(MockClient(drawn)), expected) << "the same seed gives the same sequence";
  EXPECT_NE(delays(client.with_key("other")), expected);
  EXPECT_NE(delays(MockClient({.seed = 4, .api_latency = Distribution::uniform(1ms, 1s)})),
            expected);

  const MockClient disturbed(drawn);
  const MockClient other = disturbed.with_key("other");
  std::vector<Duration> among;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    other.submit();
    other.get("/nowhere");
    among.push_back(disturbed.submit().delivery.delay);
  }
  EXPECT_EQ(among, expected) << "accounts have independent sequences";
}

}  // namespace
}  // namespace wavespeed_mock::mock_test
