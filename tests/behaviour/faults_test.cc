// The examples of docs/faults.md in process: the same rules, without a socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "domain/faults/kinds/fault.h"
#include "domain/webhooks/webhook_signature.h"
#include "support/faults_page.h"
#include "support/mock_client.h"

namespace wavespeed_mock::behaviour_faults_test {
namespace {

using json = MockClient::json;
using std::chrono::milliseconds;
using std::chrono::seconds;

const std::string kBalance = R"({"code":200,"message":"success","data":{"balance":100.0}})";

// What the client does and sees while the rule of the page is active.
using Example = std::function<void(const MockClient&)>;

Response balance(const MockClient& client) {
  return client.get("/api/v3/balance");
}

Example answers(int status, const std::string& body) {
  return [=](const MockClient& client) {
    const Response response = balance(client);
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(response.body, body);
    EXPECT_EQ(response.delivery, DeliveryPlan{});
    EXPECT_EQ(client.header(response, "X-Mock-Fault"), "fault-1");
  };
}

Example is_delivered(const DeliveryPlan& plan, const std::string& body = kBalance) {
  return [=](const MockClient& client) {
    const Response response = balance(client);
    EXPECT_EQ(response.delivery, plan);
    EXPECT_EQ(response.body, body);
  };
}

// The fields of a poll at a time when the task would normally have ended.
Example task_shows(const json& expected) {
  return [=](const MockClient& client) {
    const std::string id = client.id(client.submit("wavespeed-ai/flux-dev"));
    client.advance(seconds(60));
    const json task = client.data(client.poll(id));
    for (const auto& [name, value] : expected.items()) EXPECT_EQ(task[name], value) << name;
  };
}

// Submits tasks with webhooks and delivers for one minute; returns the paths and ages of the
// deliveries.
std::vector<std::string> hooks(const MockClient& client, int tasks) {
  for (int i = 1; i <= tasks; ++i) {
    client.submit("wavespeed-ai/flux-dev?webhook=http://127.0.0.1:1/" + std::to_string(i));
  }
  std::vector<std::string> came;
  const std::string secret = client.mock().webhook_secret("test-key");
  for (int second = 0; second <= 60; ++second) {
    for (auto due = client.mock().take_due_webhooks(); !due.empty();
         due = client.mock().take_due_webhooks()) {
      for (const WebhookRequest& webhook : due) {
        const Headers& headers = webhook.headers;
        const std::string timestamp(headers.get("webhook-timestamp"));
        const auto now = std::chrono::floor<seconds>(client.mock().clock().now());
        const bool right =
            headers.get("webhook-signature") ==
            webhook_signature(secret, headers.get("webhook-id"), timestamp, webhook.body);
        came.push_back(webhook.url.substr(webhook.url.rfind('/') + 1) + " at " +
                       std::to_string(second) + "s, " +
                       std::to_string(now.time_since_epoch().count() - std::stoll(timestamp)) +
                       "s old, " + (right ? "signed" : "FORGED"));
        client.mock().complete_webhook(webhook.id, 200);
      }
    }
    client.advance(seconds(1));
  }
  return came;
}

Example webhooks_come(int tasks, const std::vector<std::string>& expected) {
  return [=](const MockClient& client) { EXPECT_EQ(hooks(client, tasks), expected); };
}

const std::map<std::string, Example>& examples() {
  static const std::map<std::string, Example> all = {
      {"error",
       answers(503, R"({"code":503,"message":"Come back later","error":"Come back later"})")},
      {"rate_limited",
       [](const MockClient& client) {
         const Response response = balance(client);
         EXPECT_EQ(response.status, 429);
         EXPECT_EQ(client.header(response, "Retry-After"), "5");
       }},
      {"gateway",
       [](const MockClient& client) {
         const Response response = balance(client);
         EXPECT_EQ(response.status, 504);
         EXPECT_THAT(response.body, testing::HasSubstr("<h1>504 Gateway Timeout</h1>"));
       }},
      {"envelope_error", answers(200, R"({"code":500,"message":"Try again","data":null})")},
      {"null_data", answers(200, R"({"code":200,"message":"success","data":null})")},
      {"malformed_json",
       answers(200, R"({"code":200,"message":"success","data":{"balance":100.0},})")},
      {"wrong_content_type",
       [](const MockClient& client) {
         EXPECT_EQ(client.header(balance(client), "Content-Type"), "text/html");
       }},
      {"delay",
       [](const MockClient& client) {
         const Duration delay = balance(client).delivery.delay;
         EXPECT_GE(delay, std::chrono::hours(1));
         EXPECT_LE(delay, std::chrono::hours(2));
       }},
      {"no_answer", is_delivered({.ending = Ending::hang, .body_bytes = 8})},
      {"connection_reset", is_delivered({.ending = Ending::reset}, "")},
      {"empty_reply", is_delivered({.ending = Ending::close}, "")},
      {"truncated_body", is_delivered({.ending = Ending::close, .body_bytes = 27})},
      {"malformed_chunk", is_delivered({.malformed_chunk = true})},
      {"dribble", is_delivered({.piece_bytes = 20, .piece_pause = milliseconds(50)})},
      {"bandwidth", is_delivered({.piece_bytes = 10, .piece_pause = milliseconds(100)})},
      {"task_failed", task_shows({{"status", "failed"},
                                  {"code", 1402},
                                  {"error", "Input media could not be fetched"},
                                  {"outputs", json::array()}})},
      {"task_stuck", task_shows({{"status", "processing"}, {"code", 0}, {"executionTime", 0}})},
      {"task_cancelled",
       task_shows({{"status", "cancelled"}, {"code", 1405}, {"error", "Task cancelled"}})},
      {"task_timeout",
       task_shows({{"status", "timeout"}, {"code", 5004}, {"error", "Task timed out"}})},
      {"task_nsfw",
       task_shows({{"status", "completed"}, {"has_nsfw_contents", json::array({true})}})},
      {"task_no_outputs", task_shows({{"status", "completed"},
                                      {"outputs", json::array()},
                                      {"has_nsfw_contents", json::array()}})},
      {"task_time", task_shows({{"status", "created"}})},
      {"webhook_duplicate", webhooks_come(1, {"1 at 0s, 0s old, signed", "1 at 0s, 0s old, signed",
                                              "1 at 0s, 0s old, signed"})},
      {"webhook_late", webhooks_come(2, {"2 at 0s, 0s old, signed", "1 at 1s, 0s old, signed"})},
      {"webhook_out_of_order",
       webhooks_come(2, {"2 at 0s, 0s old, signed", "1 at 0s, 0s old, signed"})},
      {"webhook_wrong_signature", webhooks_come(1, {"1 at 0s, 0s old, FORGED"})},
      {"webhook_old_timestamp", webhooks_come(1, {"1 at 0s, 600s old, signed"})},
  };
  return all;
}

TEST(FaultsInProcess, MatchTheirDocumentation) {
  for (const FaultChapter& chapter : fault_chapters()) {
    SCOPED_TRACE(chapter.type);
    const MockClient client({.latency = Latency::instant()});
    client.mock().add_fault(chapter.rule);
    const auto example = examples().find(chapter.type);
    ASSERT_NE(example, examples().end());
    example->second(client);
  }
}

TEST(FaultsInProcess, AllHaveADocumentedExample) {
  std::vector<std::string> with_example;
  for (const auto& [type, example] : examples()) with_example.push_back(type);
  const auto types = fault_types();
  EXPECT_THAT(with_example, testing::UnorderedElementsAreArray(types.begin(), types.end()));
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_faults_test
