// Faults of tasks and webhooks, as every endpoint shows them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::faults_tasks_test {
namespace {

using json = MockClient::json;
using std::chrono::seconds;
using namespace std::chrono_literals;

constexpr const char* kModel = "wavespeed-ai/flux-dev";  // $0.012

// A client whose submissions have that fault; their tasks take ten seconds.
MockClient client_with(const std::string& fault, Options options = {}) {
  options.latency = Latency::fixed(10s);
  const MockClient client(options);
  client.mock().add_fault(R"({"route": "submit", "fault": )" + fault + "}");
  return client;
}

std::vector<std::string> kinds_of_bills(const MockClient& client) {
  std::vector<std::string> kinds;
  const json page = client.data(client.post("/api/v3/billings/search", "{}"));
  for (const json& bill : page["items"]) {
    kinds.push_back(bill["billing_type"]);
  }
  return kinds;
}

json with_status(const MockClient& client, const std::string& status) {
  return client.data(client.post("/api/v3/predictions", json({{"status", status}}).dump()));
}

TEST(TaskFaults, ShowTheSameEndOnEveryEndpoint) {
  for (const std::string status : {"cancelled", "timeout"}) {
    SCOPED_TRACE(status);
    const MockClient client = client_with("\"task_" + status + "\"");
    const Response submitted =
        client.submit(std::string(kModel) + "?webhook=http://127.0.0.1:1/hook");
    EXPECT_EQ(client.status(submitted), "created");
    EXPECT_EQ(client.balance(), 99.988);
    EXPECT_EQ(client.status(client.poll(client.id(submitted))), "processing");
    EXPECT_EQ(client.mock().next_webhook(), std::nullopt) << "this end sends no webhook";

    client.advance(seconds(10));
    const json task = client.data(client.poll(client.id(submitted)));
    EXPECT_EQ(task["status"], status);
    EXPECT_EQ(task["outputs"], json::array());
    EXPECT_EQ(task["executionTime"], 10'000);
    EXPECT_EQ(with_status(client, status)["items"][0]["id"], task["id"]);
    EXPECT_EQ(with_status(client, "failed")["total"], 0);
    EXPECT_EQ(client.balance(), 100) << "refunded: the service is at fault";
    EXPECT_EQ(client.spent()["success_requests"], 0);
    EXPECT_EQ(client.spent()["total_cost"], 0);
    EXPECT_EQ(client.get("/outputs/" + client.id(submitted) + "/0.jpeg").status, 404);
  }
}

TEST(TaskFaults, RefundWhereTheServiceIsAtFault) {
  for (const auto& [code, left] :
       std::vector<std::pair<int, double>>{{1200, 99.988}, {1402, 99.988}, {5003, 100.0}}) {
    const MockClient client =
        client_with(R"({"type": "task_failed", "code": )" + std::to_string(code) + "}");
    client.submit(std::string(kModel) + "?webhook=http://127.0.0.1:1/hook");
    client.advance(seconds(10));
    EXPECT_EQ(client.balance(), left) << code;
    const auto webhooks = client.mock().take_due_webhooks();
    ASSERT_EQ(webhooks.size(), 1U);
    EXPECT_EQ(json::parse(webhooks[0].body)["code"], code);
  }
}

TEST(TaskFaults, HoldSynchronousSubmissions) {
  const json inputs = {{"prompt", "a cat"}, {"enable_sync_mode", true}};
  const MockClient cancelled = client_with("\"task_cancelled\"");
  const Response answer = cancelled.submit(kModel, inputs);
  EXPECT_EQ(cancelled.status(answer), "cancelled");
  EXPECT_EQ(answer.delivery.not_before, cancelled.mock().clock().now() + seconds(10));

  const MockClient stuck = client_with("\"task_stuck\"");
  const Response late = stuck.submit(kModel, inputs);
  EXPECT_EQ(stuck.status(late), "processing");
  EXPECT_EQ(stuck.data(late)["code"], 5004);
  EXPECT_EQ(late.delivery.not_before, stuck.mock().clock().now() + seconds(90));
  const MockClient gateway =
      client_with("\"task_stuck\"", {.sync_timeout_status = SyncTimeoutStatus::gateway_timeout});
  EXPECT_EQ(gateway.submit(kModel, inputs).status, 504);
}

TEST(TaskFaults, NeverEndAStuckTask) {
  const MockClient client =
      client_with("\"task_stuck\"", {.tier = "level1", .retention = std::chrono::days(36525)});
  const std::string id =
      client.id(client.submit(std::string(kModel) + "?webhook=http://127.0.0.1:1/hook"));
  client.submit(kModel);
  client.submit(kModel);
  client.advance(std::chrono::days(365));
  const json task = client.data(client.poll(id));
  EXPECT_EQ(task["status"], "processing");
  EXPECT_EQ(task["executionTime"], 0);
  EXPECT_EQ(with_status(client, "processing")["total"], 3);
  EXPECT_EQ(client.balance(), 99.964) << "nothing was refunded";
  EXPECT_THAT(kinds_of_bills(client), testing::Not(testing::Contains("refund")));

  const Response refused = client.submit(kModel);
  EXPECT_EQ(refused.status, 429) << "it still counts as running";
  EXPECT_EQ(refused.headers.find("Retry-After"), nullptr) << "waiting does not help";

  EXPECT_EQ(client.mock().next_webhook(), std::nullopt);
  const json webhook = client.data(client.get("/__mock/webhooks"))["webhooks"][0];
  EXPECT_EQ(webhook["state"], "waiting");
  EXPECT_EQ(webhook["next_attempt"], json());
}

TEST(TaskFaults, CanKeepATaskFromStarting) {
  const MockClient client =
      client_with(R"({"type": "task_stuck", "status": "created"})", {.tier = "bronze"});
  const std::string id = client.id(client.submit(kModel));
  client.advance(std::chrono::days(6));
  EXPECT_EQ(client.status(client.poll(id)), "created");
  client.submit(kModel);
  client.mock().clear_faults();
  const Response queued = client.submit(kModel);
  EXPECT_EQ(client.status(queued), "created") << "queued after two tasks that never end";
  EXPECT_EQ(client.status(client.poll(client.id(queued))), "created");
}

TEST(TaskFaults, DoNotMoveAnAutomaticClockToTheEndOfAStuckTask) {
  const MockClient client = client_with("\"task_stuck\"", {.tier = "bronze"});
  client.mock().clock().movable()->set_mode(ClockMode::automatic);
  const std::string first = client.id(client.submit(kModel));
  client.submit(kModel);
  client.mock().clear_faults();
  client.advance(seconds(60));  // lets the limit of images per minute reset
  const Timestamp begin = client.mock().clock().now();
  const std::string queued = client.id(client.submit(kModel));
  EXPECT_EQ(client.status(client.poll(first)), "processing");
  EXPECT_EQ(client.status(client.poll(queued)), "created");
  EXPECT_EQ(client.mock().clock().now(), begin);
}

TEST(TaskFaults, RemoveTheOutputsButKeepTheCharge) {
  const MockClient client = client_with("\"task_no_outputs\"");
  const std::string id = client.id(client.submit(kModel));
  client.advance(seconds(10));
  EXPECT_EQ(client.status(client.poll(id)), "completed");
  EXPECT_EQ(client.get("/outputs/" + id + "/0.jpeg").status, 404);
  EXPECT_EQ(client.balance(), 99.988);
  EXPECT_EQ(client.spent()["success_requests"], 1);
}

TEST(TaskFaults, FlagEveryOutputAsNsfw) {
  const MockClient client = client_with("\"task_nsfw\"");
  const std::string id =
      client.id(client.submit("mock/instant", {{"prompt", "a cat"}, {"num_images", 3}}));
  EXPECT_EQ(client.data(client.poll(id))["has_nsfw_contents"], json::array({true, true, true}));
  EXPECT_EQ(with_status(client, "completed")["items"][0]["has_nsfw_contents"],
            json::array({true, true, true}));
}

TEST(TaskFaults, DoNotChangeOtherRandomDraws) {
  const MockClient faulty = client_with(R"({"type": "task_time", "run": "lognormal:2s,0.5"})");
  const MockClient again = client_with(R"({"type": "task_time", "run": "lognormal:2s,0.5"})");
  const MockClient plain;
  const std::string id = faulty.id(faulty.submit(kModel));
  EXPECT_EQ(plain.id(plain.submit(kModel)), id);
  EXPECT_EQ(again.id(again.submit(kModel)), id);
  faulty.advance(seconds(60));
  again.advance(seconds(60));
  EXPECT_EQ(faulty.poll(id).body, again.poll(id).body) << "the same seed gives the same times";
}

TEST(WebhookFaults, AreShownWithTheirWebhook) {
  const MockClient client = client_with("\"webhook_wrong_signature\"");
  client.mock().add_fault(
      R"({"route": "submit", "faults": ["webhook_late", "webhook_duplicate",
          "webhook_old_timestamp", "webhook_out_of_order"]})");
  client.submit(std::string(kModel) + "?webhook=http://127.0.0.1:1/hook");
  const json webhook = client.data(client.get("/__mock/webhooks"))["webhooks"][0];
  EXPECT_EQ(webhook["fault"], json({{"duplicates", 1},
                                    {"late", "1m"},
                                    {"out_of_order", true},
                                    {"wrong_signature", true},
                                    {"timestamp_age", "10m"}}));
  // The end of the task, one minute of delay, and 30 seconds of waiting for another webhook.
  EXPECT_EQ(webhook["next_attempt"], "2026-01-01T00:01:40.000000000Z");
  client.advance(seconds(100));
  client.mock().complete_webhook(client.mock().take_due_webhooks().at(0).id, 200);
  EXPECT_EQ(client.data(client.get("/__mock/webhooks"))["webhooks"][0]["state"], "repeating");
}

TEST(WebhookFaults, SignDuplicatesIdentically) {
  const MockClient client = client_with(R"({"type": "webhook_duplicate", "times": 1})");
  client.submit(std::string(kModel) + "?webhook=http://127.0.0.1:1/hook");
  client.advance(seconds(10));
  const WebhookRequest first = client.mock().take_due_webhooks().at(0);
  client.mock().complete_webhook(first.id, 200);
  const WebhookRequest second = client.mock().take_due_webhooks().at(0);
  EXPECT_EQ(second.body, first.body);
  for (const char* name : {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
    EXPECT_EQ(second.headers.get(name), first.headers.get(name));
  }
  client.mock().complete_webhook(second.id, 200);
  EXPECT_TRUE(client.mock().take_due_webhooks().empty());
  const Response plain = client.get("/__mock/webhooks");
  EXPECT_EQ(client.data(plain)["webhooks"][0]["attempts"].size(), 2U);
}

}  // namespace
}  // namespace wavespeed_mock::faults_tasks_test
