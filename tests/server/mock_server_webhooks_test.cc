// Webhooks that a server delivers.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "support/contract_watch.h"
#include "support/silent_listener.h"
#include "support/webhook_receiver.h"

namespace wavespeed_mock::mock_server_webhooks_test {
namespace {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

// Submits a ten-second task with `url` as its webhook.
void submit_with_webhook(MockServer& server, const std::string& url) {
  const Response response = watched_answer(
      server.mock(), {.method = "POST",
                      .target = "/api/v3/wavespeed-ai/flux-dev?webhook=" + url,
                      .headers = {{"Host", "127.0.0.1:" + std::to_string(server.port())},
                                  {"Authorization", "Bearer k"}},
                      .body = R"({"prompt":"a"})"});
  EXPECT_EQ(response.status, 200) << response.body;
}

TEST(MockServer, DeliversWebhooksByItsClock) {
  WebhookReceiver receiver;
  const auto clock = std::make_shared<ManualClock>();
  WatchedServer server({.latency = Latency::fixed(10s), .clock = clock});
  submit_with_webhook(server, receiver.url());
  receiver.answer_with({500});
  clock->advance(std::chrono::seconds(60));
  const auto first = receiver.wait_for(1).at(0);
  EXPECT_NE(first.body.find(R"("status":"completed")"), std::string::npos) << first.body;
  EXPECT_NE(first.body.find(server.base_url() + "/outputs/"), std::string::npos);
  EXPECT_EQ(first.get_header_value("webhook-timestamp"), std::to_string(1'767'225'660));
  EXPECT_TRUE(first.get_header_value("webhook-signature").starts_with("v3,"));

  // The retry is scheduled shortly after the receiver has answered.
  while (!server.mock().next_webhook()) std::this_thread::yield();
  clock->advance(std::chrono::seconds(5));
  const auto requests = receiver.wait_for(2);
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[1].body, first.body);
  EXPECT_EQ(requests[1].get_header_value("webhook-id"), first.get_header_value("webhook-id"));
}

TEST(MockServer, DeliversWebhooksOnTheWallClock) {
  WebhookReceiver receiver;
  WatchedServer server({.latency = Latency::instant()});
  submit_with_webhook(server, receiver.url());
  EXPECT_EQ(receiver.wait_for(1).size(), 1U);
}

TEST(MockServer, DeliversWebhooksInAdditionToOtherListeners) {
  WebhookReceiver receiver;
  WatchedServer server({.latency = Latency::instant()});
  std::atomic<int> enqueued = 0;
  const auto handle = server.mock().on_webhook_enqueued([&] { ++enqueued; });
  submit_with_webhook(server, receiver.url());
  EXPECT_EQ(receiver.wait_for(1).size(), 1U);
  EXPECT_EQ(enqueued, 1);
}

TEST(MockServer, CanStopDuringAWebhookDelivery) {
  const SilentListener silent(SilentListener::Kind::accepts);
  WatchedServer server({.latency = Latency::instant()});
  submit_with_webhook(server, silent.url());
  submit_with_webhook(server, silent.url());
  const auto asked = steady_clock::now();
  server.stop();
  EXPECT_LT(steady_clock::now() - asked, std::chrono::seconds(5));
}

}  // namespace
}  // namespace wavespeed_mock::mock_server_webhooks_test
