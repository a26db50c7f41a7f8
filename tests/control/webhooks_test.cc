#include "control/webhooks.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::webhooks_test {
namespace {

using json = MockClient::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

json listed(const MockClient& client) {
  return client.data(client.get("/__mock/webhooks"));
}

TEST(WebhookControl, ListsTheStateOfEachWebhook) {
  const MockClient client({.latency = Latency::instant()});
  EXPECT_EQ(listed(client).dump(), R"({"webhooks":[],"dropped":0})");
  const std::string id = client.id(client.submit("mock/instant?webhook=http://127.0.0.1:9/h"));
  const std::string waiting =
      R"({"webhooks":[{"id":1,"prediction_id":")" + id + R"(","url":"http://127.0.0.1:9/h",)";
  EXPECT_EQ(listed(client).dump(),
            waiting + R"("state":"waiting","next_attempt":"2026-01-01T00:00:00.000000000Z",)"
                      R"("attempts":[]}],"dropped":0})");

  client.mock().take_due_webhooks();
  EXPECT_EQ(listed(client).dump(),
            waiting + R"("state":"sending","next_attempt":null,"attempts":[]}],"dropped":0})");
  client.advance(milliseconds(1'500));
  client.mock().complete_webhook(1, {.status = 503, .answer = "busy"});
  client.advance(seconds(5));
  client.mock().take_due_webhooks();
  client.mock().complete_webhook(1, {.error = "no answer within 30s"});
  EXPECT_EQ(listed(client).dump(),
            waiting +
                R"("state":"retrying","next_attempt":"2026-01-01T00:00:16.500000000Z","attempts":[)"
                R"({"time":"2026-01-01T00:00:00.000000000Z","duration_ms":1500,"status":503,)"
                R"("answer":"busy"},)"
                R"({"time":"2026-01-01T00:00:06.500000000Z","duration_ms":0,)"
                R"("error":"no answer within 30s"}]}],"dropped":0})");

  client.advance(seconds(10));
  client.mock().take_due_webhooks();
  client.mock().complete_webhook(1, 200);
  EXPECT_EQ(listed(client)["webhooks"][0]["state"], "delivered");
  EXPECT_EQ(listed(client)["webhooks"][0]["next_attempt"], nullptr);
  EXPECT_EQ(listed(client)["webhooks"][0]["attempts"].size(), 3U);
}

TEST(WebhookControl, ShortensALongResponseOfAReceiver) {
  const MockClient client;
  client.submit("mock/instant?webhook=http://127.0.0.1:9/h");
  client.mock().take_due_webhooks();
  client.mock().complete_webhook(1, {.status = 200, .answer = std::string(3'000, 'x')});
  const std::string answer = listed(client)["webhooks"][0]["attempts"][0]["answer"];
  EXPECT_EQ(answer, std::string(200, 'x') + "…");
}

TEST(WebhookControl, ShowsAnAccountItsOwnWebhooks) {
  const MockClient client;
  const MockClient other = client.with_key("other-key");
  client.submit("mock/instant?webhook=http://127.0.0.1:9/mine");
  client.submit("mock/instant?webhook=http://127.0.0.1:9/mine2");
  other.submit("mock/instant?webhook=http://127.0.0.1:9/other");
  ASSERT_EQ(listed(client)["webhooks"].size(), 2U);
  EXPECT_EQ(listed(client)["webhooks"][0]["url"], "http://127.0.0.1:9/mine2") << "newest first";
  ASSERT_EQ(listed(other)["webhooks"].size(), 1U);
  EXPECT_EQ(listed(other)["webhooks"][0]["url"], "http://127.0.0.1:9/other");
  EXPECT_EQ(client.send({.method = "GET", .target = "/__mock/webhooks"}).status, 401);
}

TEST(WebhookControl, CountsDroppedWebhooks) {
  const MockClient client({.tier = "unlimited", .balance = Money::from_usd(1e6)});
  for (int i = 0; i <= 10'000; ++i) client.submit("mock/slow?webhook=http://127.0.0.1:9/h");
  const json list = listed(client);
  EXPECT_EQ(list["dropped"], 1);
  EXPECT_EQ(list["webhooks"].size(), 1'000U);
  EXPECT_EQ(list["webhooks"][0]["id"], 10'001);
}

TEST(WebhookControl, RotatesTheSecret) {
  const MockClient client;
  const MockClient other = client.with_key("other-key");
  const std::string first = client.data(client.get("/api/v3/webhook/secret"))["secret"];
  const std::string others = other.data(other.get("/api/v3/webhook/secret"))["secret"];
  const Response response = client.post("/__mock/webhooks/secret/rotate", "");
  EXPECT_EQ(response.status, 200);
  const std::string second = client.data(response)["secret"];
  EXPECT_NE(second, first);
  EXPECT_EQ(client.data(client.get("/api/v3/webhook/secret"))["secret"], second);
  EXPECT_EQ(other.data(other.get("/api/v3/webhook/secret"))["secret"], others);
  EXPECT_NE(client.data(client.post("/__mock/webhooks/secret/rotate", ""))["secret"], second);
}

}  // namespace
}  // namespace wavespeed_mock::webhooks_test
