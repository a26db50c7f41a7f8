#include "api/webhook_delivery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/webhooks/webhook_signature.h"
#include "support/mock_client.h"

namespace wavespeed_mock::webhook_delivery_test {
namespace {

using json = MockClient::json;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using namespace std::chrono_literals;

constexpr const char* kHook = "?webhook=https://a.test/hook?x=1&y=2";

Options ten_seconds() {
  return {.latency = Latency::fixed(10s)};
}

// Submits to `model` with a webhook; returns the task id.
std::string submit(const MockClient& client, const std::string& model = "wavespeed-ai/flux-dev") {
  const Response response = client.submit(model + kHook);
  EXPECT_EQ(response.status, 200) << response.body;
  return client.id(response);
}

// Advances the clock to the end of a ten-second task.
void reach_the_end(const MockClient& client) {
  const auto due = client.mock().next_webhook();
  ASSERT_TRUE(due);
  client.advance(*due - client.mock().clock().now());
}

double spent(const MockClient& client) {
  return client.data(client.usage(
      {{"start_time", "2025-12-31"}, {"end_time", "2026-01-30"}}))["summary"]["total_cost"];
}

TEST(WebhookDelivery, SendsTheEndedTaskWithoutAnEnvelope) {
  const MockClient client(ten_seconds());
  const std::string id = submit(client);
  const Timestamp due = client.mock().next_webhook().value();
  EXPECT_GE(due, client.mock().clock().now() + seconds(10));
  client.advance(due - client.mock().clock().now() - nanoseconds(1));
  EXPECT_TRUE(client.mock().take_due_webhooks().empty()) << "nothing before the task ends";

  client.advance(nanoseconds(1));
  const auto requests = client.mock().take_due_webhooks();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests[0].url, "https://a.test/hook?x=1&y=2");
  EXPECT_EQ(requests[0].headers.get("Content-Type"), "application/json");
  EXPECT_EQ(requests[0].body, client.data(client.poll(id)).dump()) << "the same as a poll";
  const json body = json::parse(requests[0].body);
  EXPECT_EQ(body["status"], "completed");
  EXPECT_EQ(body["id"], id);
  EXPECT_EQ(body["outputs"].size(), 1U);
  EXPECT_EQ(body["urls"]["get"], "http://127.0.0.1:8080/api/v3/predictions/" + id + "/result");

  std::vector<std::string> keys;
  for (const auto& [key, value] : body.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"id", "model", "outputs", "urls", "has_nsfw_contents",
                                            "status", "created_at", "error", "code",
                                            "executionTime", "timings"}));
}

TEST(WebhookDelivery, HasTheTextOfATextModel) {
  const MockClient client(ten_seconds());
  const std::string id =
      client.id(client.submit("wavespeed-ai/any-llm" + std::string(kHook), {{"prompt", "a fox"}}));
  reach_the_end(client);
  const auto requests = client.mock().take_due_webhooks();
  ASSERT_EQ(requests.size(), 1U);
  const json outputs = json::parse(requests[0].body)["outputs"];
  EXPECT_EQ(outputs, client.data(client.poll(id))["outputs"]);
  EXPECT_NE(outputs.dump().find("a fox"), std::string::npos) << outputs;
}

TEST(WebhookDelivery, SendsAFailedTask) {
  const MockClient client(ten_seconds());
  submit(client, "mock/always-fails");
  reach_the_end(client);
  const auto requests = client.mock().take_due_webhooks();
  ASSERT_EQ(requests.size(), 1U);
  const json body = json::parse(requests[0].body);
  EXPECT_EQ(body["status"], "failed");
  EXPECT_EQ(body["outputs"], json::array());
  EXPECT_NE(body["error"], "");
}

TEST(WebhookDelivery, UsesTheAddressThatTheClientUsed) {
  const MockClient client(ten_seconds());
  Request request =
      client.request("POST", std::string("/api/v3/mock/instant") + kHook, R"({"prompt":"a"})");
  request.headers = {{"Host", "mock.lan:99"},
                     {"Authorization", "Bearer test-key"},
                     {"X-Forwarded-Proto", "https"}};
  ASSERT_EQ(client.send(request).status, 200);
  client.advance(seconds(60));
  const json body = json::parse(client.mock().take_due_webhooks().at(0).body);
  EXPECT_THAT(body["outputs"][0].get<std::string>(),
              testing::StartsWith("https://mock.lan:99/outputs/"));
}

TEST(WebhookDelivery, IsSignedWithTheSecretOfItsAccount) {
  const MockClient client(ten_seconds());
  const MockClient other = client.with_key("other-key");
  const std::string id = submit(client);
  submit(other);
  client.advance(seconds(60));
  const auto requests = client.mock().take_due_webhooks();
  ASSERT_EQ(requests.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const Headers& headers = requests[i].headers;
    const std::string secret = client.mock().webhook_secret(i == 0 ? "test-key" : "other-key");
    // The ManualClock starts at the beginning of 2026.
    EXPECT_EQ(headers.get("webhook-timestamp"), std::to_string(1'767'225'600 + 60));
    EXPECT_EQ(headers.get("webhook-signature"),
              webhook_signature(secret, headers.get("webhook-id"), headers.get("webhook-timestamp"),
                                requests[i].body));
  }
  EXPECT_EQ(requests[0].headers.get("webhook-id"), id.substr(0, 25));
}

TEST(WebhookDelivery, DatesAndSignsEachAttempt) {
  const MockClient client(ten_seconds());
  submit(client);
  reach_the_end(client);
  const WebhookRequest first = client.mock().take_due_webhooks().at(0);
  client.mock().complete_webhook(first.id, 500);
  const std::string rotated = client.mock().rotate_webhook_secret("test-key");
  client.advance(seconds(5) - nanoseconds(1));
  EXPECT_TRUE(client.mock().take_due_webhooks().empty());
  client.advance(nanoseconds(1));
  const WebhookRequest second = client.mock().take_due_webhooks().at(0);
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.headers.get("webhook-id"), first.headers.get("webhook-id"));
  EXPECT_EQ(std::stoll(std::string(second.headers.get("webhook-timestamp"))),
            std::stoll(std::string(first.headers.get("webhook-timestamp"))) + 5);
  EXPECT_EQ(second.headers.get("webhook-signature"),
            webhook_signature(rotated, second.headers.get("webhook-id"),
                              second.headers.get("webhook-timestamp"), second.body));
  client.mock().complete_webhook(second.id, 204);
  EXPECT_EQ(client.mock().next_webhook(), std::nullopt);
}

TEST(WebhookDelivery, FollowsTheOptions) {
  const MockClient client(
      {.latency = Latency::fixed(10s), .webhook_retries = 1, .webhook_backoff = 2min});
  submit(client);
  reach_the_end(client);
  client.mock().complete_webhook(client.mock().take_due_webhooks().at(0).id, 500);
  EXPECT_EQ(client.mock().next_webhook(), client.mock().clock().now() + seconds(120));
  reach_the_end(client);
  client.mock().complete_webhook(client.mock().take_due_webhooks().at(0).id, 500);
  EXPECT_EQ(client.mock().next_webhook(), std::nullopt);

  const std::string target = "/api/v3/mock/instant?webhook=http://192.168.0.1/h";
  EXPECT_EQ(client.post(target, R"({"prompt":"a"})").status, 400);
  const MockClient open({.webhook_private = true});
  EXPECT_EQ(open.post(target, R"({"prompt":"a"})").status, 200);
}

TEST(WebhookDelivery, RefundsUndeliveredTasksOnlyWhenConfigured) {
  for (const bool refunds : {false, true}) {
    const MockClient client(
        {.latency = Latency::fixed(10s), .webhook_retries = 1, .webhook_refund = refunds});
    submit(client);
    const double price = spent(client);
    EXPECT_GT(price, 0);
    reach_the_end(client);
    client.mock().complete_webhook(client.mock().take_due_webhooks().at(0).id, 500);
    EXPECT_DOUBLE_EQ(spent(client), price) << "there will be another attempt";
    reach_the_end(client);
    client.mock().complete_webhook(client.mock().take_due_webhooks().at(0).id, 500);
    EXPECT_DOUBLE_EQ(spent(client), refunds ? 0 : price);
  }
}

TEST(WebhookDelivery, SendsNothingForARefusedSubmission) {
  const MockClient client({.balance = Money::from_usd(0)});
  EXPECT_EQ(client.submit(std::string("wavespeed-ai/flux-dev") + kHook).status, 400);
  EXPECT_EQ(client.mock().next_webhook(), std::nullopt);

  const MockClient rich;
  const Response wrong = rich.submit("wavespeed-ai/flux-dev?webhook=ftp://a.test");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(rich.message(wrong), testing::StartsWith("invalid webhook \"ftp://a.test\""));
  EXPECT_EQ(spent(rich), 0) << "nothing is charged";
  EXPECT_EQ(rich.submit("wavespeed-ai/flux-dev").status, 200);
  EXPECT_EQ(rich.mock().next_webhook(), std::nullopt) << "no webhook was requested";
}

TEST(WebhookDelivery, AcceptsTheUrlInTheBody) {
  const MockClient client(ten_seconds());
  client.submit("mock/instant", {{"prompt", "a"}, {"webhook_url", "http://127.0.0.1:1/body"}});
  client.advance(seconds(60));
  EXPECT_EQ(client.mock().take_due_webhooks().at(0).url, "http://127.0.0.1:1/body");
}

TEST(WebhookDelivery, NotifiesEveryListenerUntilItsHandleIsDestroyed) {
  const MockClient client;
  int first_calls = 0;
  int second_calls = 0;
  auto first = client.mock().on_webhook_enqueued([&] { ++first_calls; });
  const auto second = client.mock().on_webhook_enqueued([&] { ++second_calls; });
  client.submit();
  EXPECT_EQ(first_calls, 0);
  submit(client);
  EXPECT_EQ(first_calls, 1);
  EXPECT_EQ(second_calls, 1);
  first.reset();
  submit(client);
  EXPECT_EQ(first_calls, 1) << "its handle is gone";
  EXPECT_EQ(second_calls, 2);
}

}  // namespace
}  // namespace wavespeed_mock::webhook_delivery_test
