#include "wavespeed_mock/mock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <thread>
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

json january() {
  return {{"start_time", "2026-01-01T00:00:00Z"}, {"end_time", "2026-01-31T00:00:00Z"}};
}

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

// Two accounts of one mock, each used by four threads at once.
class TwoAccounts : public ::testing::Test {
 protected:
  static constexpr int kThreads = 8;
  static constexpr int kAttempts = 60;
  static constexpr std::array<const char*, 2> kKeys = {"first-key", "second-key"};

  static MockClient client() {
    return MockClient(
        {.tier = "unlimited", .balance = Money::from_usd(1), .latency = Latency::instant()});
  }

  // The ids of an account's tasks, in order of submission. They do not depend on the threads.
  static std::vector<std::string> ids_of(const std::string& key) {
    const MockClient alone = client().with_key(key);
    std::vector<std::string> ids;
    for (int i = 0; i < 100; ++i) ids.push_back(alone.id(alone.submit()));
    return ids;
  }
};

TEST_F(TwoAccounts, AreIsolatedAndKeepExactLedgers) {
  const MockClient shared = client();
  const std::array<std::vector<std::string>, 2> known = {ids_of(kKeys[0]), ids_of(kKeys[1])};
  std::array<std::atomic<int>, 2> accepted{};
  std::array<std::atomic<int>, 2> refused{};
  std::array<std::vector<std::string>, kThreads> ids;

  const auto use = [&](int number) {
    const std::size_t mine = static_cast<std::size_t>(number) % 2;
    const MockClient own = shared.with_key(kKeys[mine]);
    for (int i = 0; i < kAttempts; ++i) {
      const Response response = own.submit();
      if (response.status == 200) {
        const std::string id = own.id(response);
        ids[static_cast<std::size_t>(number)].push_back(id);
        EXPECT_EQ(own.status(own.poll(id)), "completed");
        ++accepted[mine];
      } else {
        EXPECT_EQ(response.body, R"({"code":1407,"message":"insufficient credits"})");
        ++refused[mine];
      }
      EXPECT_EQ(own.poll(known[1 - mine][static_cast<std::size_t>(i)]).status, 404);
      const Response usage = own.usage(january());
      ASSERT_EQ(usage.status, 200);
      json summary = own.data(usage)["summary"];
      const int requests = summary["total_requests"];
      EXPECT_LE(requests, 100);
      EXPECT_EQ(std::lround(summary["total_cost"].get<double>() * 100), requests);
      EXPECT_EQ(summary["success_requests"], requests);
      if (number == 0) own.advance(nanoseconds(1));
    }
  };
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) threads.emplace_back(use, number);
  for (std::thread& thread : threads) thread.join();

  for (const std::size_t account : {std::size_t{0}, std::size_t{1}}) {
    EXPECT_EQ(accepted[account], 100) << "a dollar pays for 100 tasks at a cent each";
    EXPECT_EQ(refused[account], kThreads / 2 * kAttempts - 100);
    std::set<std::string> seen;
    for (std::size_t number = account; number < kThreads; number += 2) {
      seen.insert(ids[number].begin(), ids[number].end());
    }
    EXPECT_EQ(seen, std::set<std::string>(known[account].begin(), known[account].end()));
    const MockClient own = shared.with_key(kKeys[account]);
    EXPECT_EQ(own.data(own.usage(january()))["summary"],
              (json{{"total_cost", 1.0}, {"total_requests", 100}, {"success_requests", 100}}));
  }
}

// Charges and refunds of several threads are serialised: a failed task is refunded before the
// next submission is charged, and the sum stays correct.
TEST_F(TwoAccounts, ReceiveEveryRefund) {
  const MockClient shared(
      {.tier = "unlimited", .balance = Money::from_usd(0.02), .latency = Latency::instant()});
  const auto use = [&](int number) {
    const MockClient own = shared.with_key(kKeys[static_cast<std::size_t>(number) % 2]);
    for (int i = 0; i < kAttempts; ++i) {
      EXPECT_EQ(own.submit("mock/always-fails").status, 200)
          << "the failed tasks before it were refunded";
    }
  };
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) threads.emplace_back(use, number);
  for (std::thread& thread : threads) thread.join();

  for (const char* key : kKeys) {
    const MockClient own = shared.with_key(key);
    EXPECT_EQ(own.data(own.usage(january()))["summary"],
              (json{{"total_cost", 0.0},
                    {"total_requests", kThreads / 2 * kAttempts},
                    {"success_requests", 0}}));
    EXPECT_EQ(own.submit().status, 200);
    EXPECT_EQ(own.submit().status, 200) << "both cents were refunded";
    EXPECT_EQ(own.submit().status, 400);
  }
}

}  // namespace
}  // namespace wavespeed_mock::mock_test
