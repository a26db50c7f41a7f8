// One clock for the whole mock: hours, days and centuries pass in milliseconds.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "support/mock_client.h"
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock::behaviour_clock_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using namespace std::chrono_literals;

Response ask(Mock& mock, std::string method, std::string target, std::string body = "") {
  return watched_answer(mock, {.method = std::move(method),
                               .target = std::move(target),
                               .headers = {{"Authorization", "Bearer key"}, {"Host", "mock"}},
                               .body = std::move(body)});
}

std::string submit(Mock& mock, const std::string& model) {
  const Response response = ask(mock, "POST", "/api/v3/" + model,
                                R"({"prompt": "a cat", "image": "https://example.com/a.png"})");
  return json::parse(response.body)["data"]["id"];
}

std::string status(Mock& mock, const std::string& id) {
  return json::parse(
      ask(mock, "GET", "/api/v3/predictions/" + id + "/result").body)["data"]["status"];
}

TEST(MockClock, RunsAnHourOfVideoInMilliseconds) {
  const auto clock = std::make_shared<ManualClock>();
  Mock mock({.latency = Latency::fixed(1h), .clock = clock});
  const std::string id = submit(mock, "kwaivgi/kling-v2.0-i2v-master");
  clock->advance(std::chrono::minutes(59));
  EXPECT_EQ(status(mock, id), "processing");
  clock->advance(std::chrono::minutes(2));
  EXPECT_EQ(status(mock, id), "completed");
}

TEST(MockClock, JumpsToTheEndOfWhatIsPolledInAutomaticMode) {
  Mock mock({.latency = Latency::fixed(1h), .clock_mode = ClockMode::automatic});
  const std::string first = submit(mock, "mock/instant");
  const std::string slow = submit(mock, "kwaivgi/kling-v2.0-i2v-master");
  const Timestamp start = mock.clock().now();
  EXPECT_EQ(status(mock, first), "completed");
  EXPECT_LT(mock.clock().now() - start, minutes(1)) << "only to the end of this task";
  EXPECT_EQ(status(mock, slow), "completed");
  EXPECT_GE(mock.clock().now() - start, hours(1));
  EXPECT_EQ(status(mock, first), "completed");
}

// The webhook sender sees the webhooks that become due during the jump.
TEST(MockClock, NotifiesOfItsJumps) {
  Mock mock({.latency = Latency::fixed(1h), .clock_mode = ClockMode::automatic});
  int moves = 0;
  const auto listening = mock.clock().on_move([&] { ++moves; });
  const std::string id = submit(mock, "kwaivgi/kling-v2.0-i2v-master");
  EXPECT_EQ(moves, 0);
  EXPECT_EQ(status(mock, id), "completed");
  EXPECT_EQ(moves, 1);
  EXPECT_EQ(status(mock, id), "completed");
  EXPECT_EQ(moves, 1);
}

TEST(MockClock, ForgetsTasksAndFilesAfterSevenDays) {
  const MockClient client({.latency = Latency::instant()});
  const std::string id = client.id(client.submit());
  const std::string output = "/outputs/" + id + "/0.png";
  ASSERT_EQ(client.get(output).status, 200);
  client.advance(days(7) - seconds(1));
  EXPECT_EQ(client.poll(id).status, 200);
  EXPECT_EQ(client.get(output).status, 200);
  client.advance(seconds(1));
  EXPECT_EQ(client.poll(id).status, 404);
  EXPECT_EQ(client.get(output).status, 404);
}

TEST(MockClock, OpensTheRateWindowAgainAfterAMinute) {
  const MockClient client({.tier = "level1", .latency = Latency::instant()});
  for (int i = 0; i < 10; ++i) EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 429);
  client.advance(seconds(60));
  EXPECT_EQ(client.submit().status, 200);
}

// Three retries after 5, 10 and 20 seconds, then the webhook fails.
TEST(MockClock, RetriesAWebhookAndGivesUp) {
  const MockClient client({.latency = Latency::instant()});
  ASSERT_EQ(
      client.post("/api/v3/mock/instant?webhook=http://127.0.0.1:9/hook", R"({"prompt": "a cat"})")
          .status,
      200);
  Mock& mock = client.mock();
  std::string last_timestamp;
  for (const int pause : {0, 5, 10, 20}) {
    client.advance(seconds(pause));
    const auto due = mock.take_due_webhooks();
    ASSERT_EQ(due.size(), 1) << pause;
    const std::string timestamp(due[0].headers.get("webhook-timestamp"));
    EXPECT_GT(timestamp, last_timestamp) << "signed again, with the time of the mock's clock";
    last_timestamp = timestamp;
    mock.complete_webhook(due[0].id, 500);
  }
  client.advance(days(1));
  EXPECT_TRUE(mock.take_due_webhooks().empty());
  EXPECT_EQ(client.data(client.get("/__mock/webhooks"))["webhooks"][0]["state"], "failed");
}

TEST(MockClock, LetsTicketsExpire) {
  const MockClient client;
  const json ticket = client.data(client.post(
      "/api/v3/media/uploads", R"({"filename": "a.png", "size": 3, "content_type": "image/png"})"));
  const std::string url = ticket["upload"]["url"];
  client.advance(days(1));
  const std::string path = url.substr(url.find("/media/"));
  Request put{
      .method = "PUT", .target = path, .headers = {{"Content-Type", "image/png"}}, .body = "abc"};
  EXPECT_EQ(client.send(put).status, 403);
}

TEST(MockTime, IsMovedThroughTheMock) {
  Mock mock;
  const Timestamp start = mock.clock().now();
  mock.advance(std::chrono::minutes(10));
  EXPECT_EQ(mock.clock().now(), start + std::chrono::minutes(10));
  mock.set_time(start);
  EXPECT_EQ(mock.clock().now(), start);
  EXPECT_THROW(mock.advance(std::chrono::seconds(-1)), Error);
  EXPECT_EQ(mock.clock().now(), start);
  mock.account("k");
  EXPECT_TRUE(mock.find_account("k"));
  EXPECT_FALSE(mock.find_account("typo"));
  EXPECT_TRUE(mock.journal("typo").empty());
  EXPECT_EQ(mock.client_report({.key = "typo"}).watched, 0U);
  EXPECT_FALSE(mock.verify(R"({"request": {"method": "POST"}})", {.key = "typo"}).passed);
  EXPECT_FALSE(mock.webhook_secret("typo").empty());
  EXPECT_FALSE(mock.remove_fault("rule-1", {.key = "typo"}));
  mock.clear_faults({.key = "typo"});
  EXPECT_EQ(mock.accounts().size(), 1U) << "queries do not create accounts";
}

// In step with POST /__mock/clock, which answers 400 and 409.
TEST(MockTime, EndsWithTheYear2261) {
  Mock mock;
  mock.account("k");
  const auto opened = [&] { return mock.account("k").credit().grants.at(0).given_at; };
  const Timestamp start = mock.clock().now();
  EXPECT_THROW(mock.advance(days(86'250)), Error);
  for (const Timestamp time : {Timestamp::min(), Timestamp::max()}) {
    EXPECT_THROW(mock.set_time(time), Error);
  }
  EXPECT_EQ(mock.clock().now(), start);
  EXPECT_EQ(opened(), start) << "nothing has changed";
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_clock_test
