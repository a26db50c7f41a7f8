// After a restore every endpoint answers as it did at the snapshot, and the same requests have the
// same effects, no matter what happened in between.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "support/mock_client.h"
#include "support/upload_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::behaviour_snapshots_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using json = MockClient::json;
using namespace std::chrono_literals;

// Everything in a response that a client sees.
std::string text_of(const Response& response) {
  std::string text = std::to_string(response.status);
  for (const auto& [name, value] : response.headers) text += "\n" + name + ": " + value;
  return text + "\n" + response.body;
}

// Clients that perform random actions and record the results.
class RandomClients {
 public:
  RandomClients(const MockClient& first, std::vector<std::string> keys, bool moves_clock)
      : moves_clock_(moves_clock) {
    for (const std::string& key : keys) clients_.push_back(first.with_key(key));
  }

  std::vector<std::string> act(unsigned seed, int steps) {
    std::mt19937 random(seed);
    std::vector<std::string> seen;
    for (int i = 0; i < steps; ++i) {
      const MockClient& client = clients_[random() % clients_.size()];
      seen.push_back(act(client, static_cast<unsigned>(random())));
    }
    return seen;
  }

  // The current responses of every endpoint to every client.
  std::vector<std::string> observe() const {
    std::vector<std::string> seen;
    for (const MockClient& client : clients_) {
      for (const char* target :
           {"/api/v3/balance", "/api/v3/account/balance", "/api/v3/account/billings",
            "/api/v3/account/usage", "/api/v3/predictions?page_size=100", "/api/v3/webhook/secret",
            "/__mock/webhooks", "/__mock/faults"}) {
        seen.push_back(text_of(client.get(target)));
      }
      seen.push_back(text_of(client.usage(
          {{"start_time", "2025-12-20T00:00:00Z"}, {"end_time", "2026-01-15T00:00:00Z"}})));
      for (const std::string& task : tasks_) seen.push_back(text_of(client.poll(task)));
      for (const std::string& file : files_) seen.push_back(text_of(client.get(target_of(file))));
    }
    if (!tasks_.empty()) {
      const std::string output = "/outputs/" + tasks_.front() + "/0.jpeg";
      seen.push_back(text_of(clients_.front().get(output)));
    }
    const auto webhook = clients_.front().mock().next_webhook();
    seen.push_back(webhook ? std::to_string(webhook->time_since_epoch().count()) : "no webhook");
    return seen;
  }

 private:
  std::string act(const MockClient& client, unsigned draw) {
    const unsigned what = draw % 14;
    const unsigned which = draw / 14;
    if (what < 4) return submit(client, "wavespeed-ai/flux-dev");
    if (what < 5) return submit(client, "mock/always-fails");
    if (what < 6) return submit(client, "mock/slow?webhook=http://127.0.0.1:9/h");
    if (what < 8 && !tasks_.empty()) return text_of(client.poll(tasks_[which % tasks_.size()]));
    if (what < 9 && !tasks_.empty()) {
      const json body = {{"ids", {tasks_[which % tasks_.size()]}}};
      return text_of(client.post("/api/v3/predictions/delete", body.dump()));
    }
    if (what < 10) {
      files_.push_back(upload_url(client, std::to_string(which)));
      return files_.back();
    }
    if (what < 11) return text_of(client.post("/__mock/webhooks/secret/rotate", ""));
    if (what < 12) {
      return text_of(client.post("/__mock/faults",
                                 R"({"route": "submit", "every": 3, "fault": "rate_limited"})"));
    }
    if (what < 13) return deliver(client, which % 2 == 0 ? 200 : 500);
    if (moves_clock_) client.advance(which % 5 == 0 ? hours(80) : milliseconds(which % 3'000));
    return text_of(client.get("/api/v3/balance"));
  }
  std::string submit(const MockClient& client, const std::string& model) {
    const Response response = client.submit(model);
    if (response.status == 200) tasks_.push_back(client.id(response));
    return text_of(response);
  }
  static std::string deliver(const MockClient& client, int status) {
    std::string seen;
    for (const WebhookRequest& webhook : client.mock().take_due_webhooks(1)) {
      seen += webhook.body;
      client.mock().complete_webhook(webhook.id, status);
    }
    return seen;
  }

  const bool moves_clock_;
  std::vector<MockClient> clients_;
  std::vector<std::string> tasks_;  // of all clients, including deleted ones
  std::vector<std::string> files_;
};

Options roomy() {
  return {.tier = "unlimited",
          .balance = Money::from_usd(5),
          .latency = Latency::uniform(1s, 20s),
          .api_latency = Distribution::uniform(1ms, 9ms)};
}

TEST(MockSnapshots, RestoreEverythingAfterRandomActions) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    SCOPED_TRACE(seed);
    const MockClient client(roomy());
    Mock& mock = client.mock();
    RandomClients clients(client, {"test-key", "second-key", "third-key"}, true);
    clients.act(seed, 60);
    const Snapshot snapshot = mock.snapshot();
    const RandomClients then = clients;
    const auto seen = then.observe();
    clients.act(seed + 1'000, 60);
    mock.restore(snapshot);
    EXPECT_EQ(then.observe(), seen);

    // From the same state, the same actions have the same results, including ids and random draws.
    mock.restore(snapshot);
    RandomClients once = then;
    const auto first_time = once.act(seed + 2'000, 60);
    const auto first_end = once.observe();
    mock.restore(snapshot);
    RandomClients twice = then;
    EXPECT_EQ(twice.act(seed + 2'000, 60), first_time);
    EXPECT_EQ(twice.observe(), first_end);
  }
}

TEST(MockSnapshots, RestoreOneAccountOnly) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    const MockClient client(roomy());
    Mock& mock = client.mock();
    RandomClients mine(client, {"test-key"}, false);
    RandomClients others(client, {"second-key", "third-key"}, false);
    mine.act(seed, 40);
    others.act(seed + 100, 40);
    const Snapshot snapshot = mock.snapshot("test-key");
    RandomClients again = mine;
    const auto first_time = mine.act(seed + 200, 40);
    const Snapshot of_others = mock.snapshot("second-key");
    const std::string before = text_of(client.with_key("second-key").get("/api/v3/predictions"));
    mock.restore(of_others);

    mock.restore(snapshot);
    EXPECT_EQ(text_of(client.with_key("second-key").get("/api/v3/predictions")), before);
    EXPECT_EQ(again.act(seed + 200, 40), first_time);
  }
}

TEST(MockSnapshots, RepeatIdsAndRunTimes) {
  const MockClient client({.latency = Latency::uniform(1s, 60s)});
  client.submit();
  const Snapshot snapshot = client.mock().snapshot("test-key");
  std::vector<std::string> ids;
  std::vector<std::string> ends;
  for (int round = 0; round < 3; ++round) {
    const Response response = client.submit("wavespeed-ai/flux-dev?webhook=http://127.0.0.1:9/");
    ids.push_back(client.id(response) + client.header(response, "X-Mock-Request"));
    ends.push_back(std::to_string(client.mock().next_webhook()->time_since_epoch().count()));
    client.mock().restore(snapshot);
    EXPECT_FALSE(client.mock().next_webhook());
  }
  EXPECT_EQ(ids[0], ids[1]);
  EXPECT_EQ(ids[0], ids[2]);
  EXPECT_EQ(ends[0], ends[2]);
}

TEST(MockSnapshots, CannotBeRestoredInAnotherMock) {
  const MockClient client;
  const MockClient other;
  EXPECT_THROW(other.mock().restore(client.mock().snapshot()), Error);
  EXPECT_THROW((void)client.mock().snapshot("two words"), Error);
}

// By the endpoint and by the function, after a reset and a clock that was set back.
TEST(MockSnapshots, OfAnAccountAreRefusedBeforeTheirTime) {
  const MockClient client;
  client.advance(hours(24 * 30));
  client.submit();
  const Snapshot late = client.mock().snapshot("test-key");
  ASSERT_EQ(client.data(client.post("/__mock/snapshots", "{}"))["id"], "snapshot-1");
  client.mock().reset({ResetPart::all});
  client.mock().set_time(client.mock().clock().now() - hours(24 * 20));
  const std::string usage = client.get("/api/v3/account/usage").body;
  const Response refused = client.post("/__mock/snapshots/snapshot-1/restore", "");
  EXPECT_EQ(refused.status, 409);
  try {
    client.mock().restore(late);
    ADD_FAILURE() << "the snapshot was restored";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict);
    EXPECT_EQ(error.what(), client.message(refused));
  }
  EXPECT_EQ(client.get("/api/v3/account/usage").body, usage);
  client.advance(hours(24 * 20));
  client.mock().restore(late);
  EXPECT_EQ(client.data(client.get("/api/v3/account/usage"))["total_requests"], 1);
}

// For the thread sanitizer, and for invariants during a restore: a task in the history can be
// polled, and the balance equals the sum of the bills.
TEST(MockSnapshots, CanBeRestoredWhileRequestsRun) {
  constexpr int kThreads = 4;
  const MockClient client(
      {.tier = "unlimited", .balance = Money::from_usd(1'000), .latency = Latency::instant()});
  Mock& mock = client.mock();
  for (int i = 0; i < 5; ++i) client.submit("wavespeed-ai/flux-dev");
  const json before = client.data(client.get("/api/v3/predictions"));
  const Snapshot one = mock.snapshot("test-key");
  const Snapshot all = mock.snapshot();
  std::atomic<bool> done = false;
  std::latch ready(kThreads + 1);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      const MockClient own = client.with_key(thread == 0 ? "late-key" : "test-key");
      ready.arrive_and_wait();
      while (!done) {
        const Response response = own.submit("wavespeed-ai/flux-dev?webhook=http://127.0.0.1:9/");
        ASSERT_EQ(response.status, 200) << response.body;
        const int status = own.poll(own.id(response)).status;
        ASSERT_TRUE(status == 200 || status == 404) << status;
        upload_url(own);
        for (const WebhookRequest& webhook : mock.take_due_webhooks(4)) {
          mock.complete_webhook(webhook.id, 200);
        }
        own.get("/api/v3/account/usage");
      }
    });
  }
  ready.arrive_and_wait();
  for (int i = 0; i < 60; ++i) {
    mock.restore(i % 3 == 0 ? all : one);
    (void)mock.snapshot();
    if (i % 7 == 0) mock.reset({"limits", "journal"});
  }
  done = true;
  for (std::thread& thread : threads) thread.join();

  mock.restore(all);
  EXPECT_EQ(client.data(client.get("/api/v3/predictions")), before);
  const json page = client.data(client.get("/api/v3/predictions"));
  for (const json& task : page["items"]) EXPECT_EQ(client.poll(task["id"]).status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_snapshots_test
