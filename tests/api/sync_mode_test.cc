#include "api/sync_mode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::sync_mode_test {
namespace {

using json = MockClient::json;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::StartsWith;
using namespace std::chrono_literals;

json inputs(const json& more = json::object()) {
  json all = {{"prompt", "a cat"}, {"size", "256*256"}, {"enable_sync_mode", true}};
  all.update(more);
  return all;
}

Response submit(const MockClient& client, const std::string& model = "mock-image",
                const json& more = json::object()) {
  return client.submit(model, inputs(more));
}

// How long the latest response is held, on the mock's clock.
Duration held(const MockClient& client, const Response& response) {
  return response.delivery.not_before - client.mock().clock().now();
}

TEST(SyncMode, AnswersWithTheCompletedTask) {
  const MockClient client({.latency = Latency::fixed(7s)});
  const Response response = submit(client);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(held(client, response), seconds(7));
  json data = client.data(response);
  EXPECT_EQ(data["status"], "completed");
  EXPECT_EQ(data["error"], "");
  EXPECT_EQ(data["code"], 0);
  EXPECT_EQ(data["executionTime"], 7'000);
  const std::string id = client.id(response);
  EXPECT_EQ(data["outputs"], json::array({"http://127.0.0.1:8080/outputs/" + id + "/0.png"}));
  EXPECT_EQ(data["has_nsfw_contents"], json::array({false}));

  // Other requests see the task running until then.
  client.advance(seconds(7) - nanoseconds(1));
  EXPECT_EQ(client.status(client.poll(id)), "processing");
  EXPECT_EQ(client.get("/outputs/" + id + "/0.png").status, 404);
  client.advance(nanoseconds(1));
  EXPECT_EQ(client.body(client.poll(id)), client.body(response))
      << "the poll confirms the early response";
  EXPECT_EQ(client.get("/outputs/" + id + "/0.png").status, 200);
}

TEST(SyncMode, AnswersWithTheFailedTask) {
  const MockClient client({.latency = Latency::fixed(2s)});
  const Response response = submit(client, "mock/always-fails");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(client.body(response)["code"], 200);
  EXPECT_EQ(held(client, response), seconds(2));
  json data = client.data(response);
  EXPECT_EQ(data["status"], "failed");
  EXPECT_EQ(data["code"], 5000);
  EXPECT_THAT(data["error"].get<std::string>(), StartsWith("Internal error"));
  EXPECT_EQ(data["outputs"], json::array());
}

TEST(SyncMode, TimesOutAfterNinetySeconds) {
  const MockClient client;
  const Response response = submit(client, "mock/slow");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(client.body(response)["code"], 200);
  EXPECT_EQ(held(client, response), seconds(90));
  const std::string id = client.id(response);
  json data = client.data(response);
  EXPECT_EQ(data["status"], "processing");
  EXPECT_EQ(data["code"], 5004);
  EXPECT_THAT(data["error"].get<std::string>(),
              StartsWith("Sync mode timed out after 90 seconds. "));
  EXPECT_EQ(data["urls"]["get"], "http://127.0.0.1:8080/api/v3/predictions/" + id + "/result");
  EXPECT_EQ(data["outputs"], json::array());
  EXPECT_EQ(data["executionTime"], 0);

  // The task continues; only its submission timed out.
  client.advance(minutes(9));
  json polled = client.data(client.poll(id));
  EXPECT_EQ(polled["status"], "processing");
  EXPECT_EQ(polled["code"], 0);
  EXPECT_EQ(polled["error"], "");
  client.advance(minutes(1));
  EXPECT_EQ(client.status(client.poll(id)), "completed");
}

TEST(SyncMode, WaitsForTheConfiguredTime) {
  struct Case {
    Duration wait;
    std::string error;
  };
  for (const Case& c : {Case{2min, "Sync mode timed out after 120 seconds. "},
                        Case{1s, "Sync mode timed out after 1 second. "},
                        Case{500ms, "Sync mode timed out after 0.5 seconds. "},
                        Case{0s, "Sync mode timed out after 0 seconds. "}}) {
    const MockClient client({.sync_wait = c.wait});
    const Response response = submit(client, "mock/slow");
    EXPECT_EQ(held(client, response), c.wait);
    EXPECT_THAT(client.data(response)["error"].get<std::string>(), StartsWith(c.error));
  }
  const MockClient exact({.latency = Latency::fixed(3s), .sync_wait = 3s});
  EXPECT_EQ(exact.status(submit(exact)), "completed") << "exactly at the limit";
  EXPECT_EQ(exact.status(submit(MockClient({.sync_wait = 10min}), "mock/slow")), "completed");
  EXPECT_EQ(exact.status(submit(MockClient({.sync_wait = 0s}), "mock/instant")), "completed");
}

TEST(SyncMode, CanTimeOutWithAGatewayStatus) {
  const MockClient client(
      {.sync_wait = 5s, .sync_timeout_status = SyncTimeoutStatus::gateway_timeout});
  const Response response = submit(client, "mock/slow");
  EXPECT_EQ(response.status, 504);
  EXPECT_EQ(response.body, R"({"code":504,"message":"Gateway Timeout"})");
  EXPECT_EQ(held(client, response), seconds(5));
  // The response does not name the task, but the task exists, is charged and can be polled.
  const std::string reason = client.header(response, "X-Mock-Reason");
  const std::string before =
      "the task continues; its result will be at http://127.0.0.1:8080/api/v3/predictions/";
  ASSERT_THAT(reason, StartsWith(before));
  const std::string id = reason.substr(before.size(), 32);
  client.advance(minutes(10));
  EXPECT_EQ(client.status(client.poll(id)), "completed");
  EXPECT_EQ(client.status(submit(client)), "completed") << "only slow tasks time out";
}

TEST(SyncMode, IncludesTheWaitInAQueue) {
  const MockClient client({.tier = "bronze", .latency = Latency::fixed(30s)});
  for (const int wait : {30, 30, 60}) {
    const Response response =
        client.submit("minimax/speech-2.6-turbo",
                      {{"text", "a"}, {"voice_id", "Wise_Woman"}, {"enable_sync_mode", true}});
    EXPECT_EQ(client.status(response), "completed") << response.body;
    EXPECT_EQ(held(client, response), seconds(wait));
  }
}

TEST(SyncMode, AddsToTheApiLatency) {
  const MockClient client(
      {.latency = Latency::fixed(2s), .api_latency = Distribution::fixed(30ms)});
  const Response response = submit(client);
  EXPECT_EQ(held(client, response), seconds(2));
  EXPECT_EQ(response.delivery.delay, milliseconds(30)) << "on the wall clock, after the hold";
}

TEST(SyncMode, AnswersARefusalAtOnce) {
  const MockClient client({.balance = Money::from_usd(0.01), .latency = Latency::fixed(7s)});
  EXPECT_EQ(submit(client, "mock-image", {{"num_images", 9}}).delivery.not_before,
            Timestamp::min());
  EXPECT_EQ(submit(client).status, 200);
  const Response refused = submit(client);
  EXPECT_EQ(refused.status, 400) << "the cent is spent";
  EXPECT_EQ(refused.delivery.not_before, Timestamp::min());
}

TEST(SyncMode, IsOffByDefault) {
  const MockClient client({.latency = Latency::fixed(7s)});
  for (const json& flag : {json(false), json(nullptr)}) {
    const Response response = submit(client, "mock-image", {{"enable_sync_mode", flag}});
    EXPECT_EQ(client.status(response), "created");
    EXPECT_EQ(response.delivery.not_before, Timestamp::min());
  }
  // Synchronous mode changes the response, not the task.
  const MockClient sync({.latency = Latency::lognormal(2s, 0.5)});
  const MockClient polling({.latency = Latency::lognormal(2s, 0.5)});
  json promised = sync.data(submit(sync));
  const std::string id = polling.id(submit(polling, "mock-image", {{"enable_sync_mode", false}}));
  polling.advance(minutes(5));
  EXPECT_EQ(polling.data(polling.poll(id)), promised);
}

TEST(SyncMode, ReturnsAtOnceOnAnAutomaticClock) {
  const MockClient client;
  client.mock().clock().movable()->set_mode(ClockMode::automatic);
  const Timestamp before = client.mock().clock().now();
  const Response response = submit(client, "mock/slow");
  EXPECT_EQ(held(client, response), Duration::zero());
  EXPECT_EQ(client.mock().clock().now() - before, seconds(90));
}

}  // namespace
}  // namespace wavespeed_mock::sync_mode_test
