#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::mock_metrics_test {
namespace {

using namespace std::chrono_literals;

bool has_line(const MockClient& client, const std::string& line) {
  return client.mock().metrics().find("\nwavespeed_mock_" + line + '\n') != std::string::npos;
}

TEST(MockMetrics, CountRefusalsForLackOfCredit) {
  const MockClient client({.balance = Money::from_usd(0)});
  client.submit("wavespeed-ai/flux-dev");
  EXPECT_TRUE(has_line(client, R"(refusals_total{reason="credit"} 1)"));
  EXPECT_TRUE(has_line(client, R"(refusals_total{reason="limit"} 0)"));
}

TEST(MockMetrics, CountRefusalsByLimits) {
  const MockClient client(
      {.tier = "level1", .latency = Latency::fixed(1h), .over_limit = OverLimit::reject});
  while (client.submit("wavespeed-ai/flux-dev").status == 200) {
  }
  EXPECT_TRUE(has_line(client, R"(refusals_total{reason="limit"} 1)"));
}

TEST(MockMetrics, ShowTheDelaysOfResponses) {
  const MockClient client({.api_latency = Distribution::fixed(2s)});
  client.poll("none");
  EXPECT_TRUE(has_line(client, R"(answer_delay_seconds_bucket{le="1"} 0)"));
  EXPECT_TRUE(has_line(client, R"(answer_delay_seconds_bucket{le="5"} 1)"));
  EXPECT_TRUE(has_line(client, "answer_delay_seconds_sum 2"));
}

TEST(MockMetrics, FollowWebhooks) {
  const MockClient client({.latency = Latency::instant(), .webhook_retries = 0});
  client.post("/api/v3/mock/instant?webhook=http://127.0.0.1:9/hook", R"({"prompt":"a"})");
  EXPECT_TRUE(has_line(client, R"(webhooks{state="waiting"} 1)"));
  const auto due = client.mock().take_due_webhooks();
  ASSERT_EQ(due.size(), 1U);
  EXPECT_TRUE(has_line(client, R"(webhooks{state="sending"} 1)"));
  client.mock().complete_webhook(due[0].id, 500);
  EXPECT_TRUE(has_line(client, R"(webhooks{state="waiting"} 0)"));
  EXPECT_TRUE(has_line(client, R"(webhooks_ended_total{state="failed"} 1)"));
  EXPECT_TRUE(has_line(client, R"(webhooks_ended_total{state="dropped"} 0)"));
}

TEST(MockMetrics, CountUploadsAndAccounts) {
  const MockClient client;
  client.post("/api/v3/media/uploads",
              R"({"filename":"a.png","size":7,"content_type":"image/png"})");
  EXPECT_TRUE(has_line(client, "uploads 1"));
  client.with_key("other").get("/api/v3/balance");
  EXPECT_TRUE(has_line(client, "accounts 2"));
}

}  // namespace
}  // namespace wavespeed_mock::mock_metrics_test
