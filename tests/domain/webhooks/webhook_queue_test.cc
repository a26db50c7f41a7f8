#include "domain/webhooks/webhook_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "domain/webhooks/webhook_queue_suite.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::webhook_queue_test {
namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

TEST_F(WebhookQueueTest, ReturnsDueWebhooksOldestFirst) {
  WebhookQueue webhooks({});
  EXPECT_EQ(webhooks.next_due(), std::nullopt);
  add(webhooks, 1, seconds(30));
  add(webhooks, 2, seconds(10));
  add(webhooks, 3, seconds(20), 1);
  add(webhooks, 4, seconds(20));
  EXPECT_EQ(webhooks.next_due(), kStart + seconds(10));
  EXPECT_TRUE(webhooks.take_due(kStart + seconds(10) - nanoseconds(1), 9).empty());
  EXPECT_EQ(due(webhooks, seconds(20)), (Ids{2, 3, 4}));
  EXPECT_EQ(due(webhooks, seconds(20)), Ids{}) << "they are being sent";
  EXPECT_EQ(webhooks.next_due(), kStart + seconds(30));
  EXPECT_EQ(states(webhooks), "4:sending 2:sending 1:waiting");
}

TEST_F(WebhookQueueTest, ReturnsNoMoreThanRequested) {
  WebhookQueue webhooks({});
  for (std::uint64_t i = 1; i <= 3; ++i) add(webhooks, i, seconds(1));
  EXPECT_EQ(due(webhooks, seconds(1), 2), (Ids{1, 2}));
  EXPECT_EQ(due(webhooks, seconds(1), 0), Ids{});
  EXPECT_EQ(due(webhooks, seconds(1), 2), Ids{3});
}

TEST_F(WebhookQueueTest, EndsWithAny2xxResponse) {
  for (const auto& [status, state] : std::vector<std::pair<int, std::string>>{{200, "1:delivered"},
                                                                              {204, "1:delivered"},
                                                                              {299, "1:delivered"},
                                                                              {199, "1:retrying"},
                                                                              {301, "1:retrying"},
                                                                              {410, "1:retrying"},
                                                                              {500, "1:retrying"},
                                                                              {0, "1:retrying"}}) {
    WebhookQueue webhooks({});
    add(webhooks, 1, seconds(1));
    due(webhooks, seconds(1));
    EXPECT_EQ(webhooks.complete(1, {.status = status}, kStart + seconds(2)), nullptr);
    EXPECT_EQ(states(webhooks), state) << status;
  }
}

// Three retries. Each pause is twice the last and starts at the end of the attempt.
TEST_F(WebhookQueueTest, RetriesWithExponentialBackoff) {
  WebhookQueue webhooks({});
  add(webhooks, 1, seconds(100));
  Timestamp now = kStart + seconds(100);
  for (const seconds pause : {seconds(5), seconds(10), seconds(20)}) {
    ASSERT_EQ(webhooks.take_due(now, 1).size(), 1U);
    now += seconds(3);
    EXPECT_EQ(webhooks.complete(1, {.status = 503}, now), nullptr);
    EXPECT_EQ(webhooks.next_due(), now + pause);
    EXPECT_TRUE(webhooks.take_due(now + pause - nanoseconds(1), 1).empty());
    now += pause;
  }
  ASSERT_EQ(webhooks.take_due(now, 1).size(), 1U);
  const auto failed = webhooks.complete(1, {.error = "refused"}, now);
  ASSERT_NE(failed, nullptr);
  EXPECT_EQ(failed->url, "http://a.test/1");
  EXPECT_EQ(webhooks.next_due(), std::nullopt);

  const Webhook webhook = webhooks.list(0).webhooks.at(0);
  EXPECT_EQ(webhook.state, WebhookState::failed);
  ASSERT_EQ(webhook.attempts.size(), 4U);
  EXPECT_EQ(webhook.attempts[0].began_at, kStart + seconds(100));
  EXPECT_EQ(webhook.attempts[0].ended_at, kStart + seconds(103));
  EXPECT_EQ(webhook.attempts[1].began_at, kStart + seconds(108));
  EXPECT_EQ(webhook.attempts[2].answer.status, 503);
  EXPECT_EQ(webhook.attempts[3].answer.error, "refused");
}

TEST_F(WebhookQueueTest, FollowsTheConfiguredRules) {
  WebhookQueue once({.retries = 0});
  add(once, 1, seconds(1));
  due(once, seconds(1));
  EXPECT_NE(once.complete(1, {}, kStart + seconds(1)), nullptr);

  WebhookQueue patient({.retries = 20, .backoff = std::chrono::days(36'500)});
  add(patient, 1, seconds(1));
  Timestamp now = kStart + seconds(1);
  for (int i = 0; i < 20; ++i) {
    ASSERT_EQ(patient.take_due(now, 1).size(), 1U);
    patient.complete(1, {}, now);
    ASSERT_GE(*patient.next_due(), now) << "the time must not overflow";
    now = *patient.next_due();
  }

  EXPECT_EQ(webhook_rules({}).retries, 3);
  EXPECT_EQ(webhook_rules({}).backoff, seconds(5));
  EXPECT_EQ(webhook_rules({.webhook_retries = 7, .webhook_backoff = 1min}).retries, 7);
  EXPECT_EQ(webhook_rules({.webhook_retries = 7, .webhook_backoff = 1min}).backoff, seconds(60));
}

TEST_F(WebhookQueueTest, IgnoresUnexpectedResponses) {
  WebhookQueue webhooks({});
  add(webhooks, 1, seconds(1));
  EXPECT_EQ(webhooks.complete(1, {.status = 200}, kStart), nullptr) << "not yet sent";
  EXPECT_EQ(webhooks.complete(2, {.status = 200}, kStart), nullptr) << "unknown";
  EXPECT_EQ(states(webhooks), "1:waiting");
  due(webhooks, seconds(1));
  webhooks.complete(1, {.status = 500}, kStart + seconds(1));
  webhooks.complete(1, {.status = 200}, kStart + seconds(1));
  EXPECT_EQ(states(webhooks), "1:retrying");
}

TEST_F(WebhookQueueTest, DropsTheOldestUnsentWebhookWhenFull) {
  WebhookQueue webhooks({.max_pending = 3});
  add(webhooks, 1, seconds(1));
  add(webhooks, 2, seconds(50));
  add(webhooks, 3, seconds(9), 1);
  EXPECT_EQ(due(webhooks, seconds(1)), Ids{1});
  add(webhooks, 4, seconds(7));
  EXPECT_EQ(states(webhooks), "4:waiting 2:dropped 1:sending");
  EXPECT_EQ(webhooks.list(0).dropped, 1U);
  add(webhooks, 5, seconds(8));
  EXPECT_EQ(states(webhooks, 1), "3:dropped") << "regardless of its account";
  EXPECT_EQ(webhooks.list(1).dropped, 1U);
  EXPECT_EQ(due(webhooks, seconds(99)), (Ids{4, 5}));
  add(webhooks, 6, seconds(8));
  EXPECT_EQ(states(webhooks), "6:dropped 5:sending 4:sending 2:dropped 1:sending")
      << "only the newest can be dropped";
  webhooks.complete(1, {.status = 500}, kStart + seconds(99));
  add(webhooks, 7, seconds(8));
  EXPECT_EQ(states(webhooks).substr(0, 9), "7:dropped") << "a retry is not dropped";
  EXPECT_EQ(webhooks.list(0).dropped, 3U);
  EXPECT_EQ(webhooks.counts(), (WebhookQueue::Counts{0, 2, 1, 0, 0, 0, 4}));
}

TEST_F(WebhookQueueTest, RemembersTheLastWebhooksOfEachAccount) {
  WebhookQueue webhooks({.max_pending = 10, .max_finished = 3});
  add(webhooks, 1, seconds(1), 1);
  due(webhooks, seconds(1));
  webhooks.complete(1, {.status = 200}, kStart + seconds(1));
  for (std::uint64_t i = 2; i <= 6; ++i) {
    add(webhooks, i, seconds(1));
    due(webhooks, seconds(1));
    webhooks.complete(i, {.status = 200}, kStart + seconds(1));
  }
  add(webhooks, 7, seconds(5));
  EXPECT_EQ(states(webhooks), "7:waiting 6:delivered 5:delivered");
  EXPECT_EQ(states(webhooks, 1), "1:delivered");
  EXPECT_EQ(states(webhooks, 2), "");
}

TEST_F(WebhookQueueTest, NotifiesTheSender) {
  WebhookQueue webhooks({});
  int calls = 0;
  // The callback may use the queue.
  const auto handle = webhooks.on_enqueued([&] { calls += webhooks.next_due() ? 1 : 0; });
  add(webhooks, 1, seconds(1));
  add(webhooks, 2, seconds(2));
  EXPECT_EQ(calls, 2);
}

TEST_F(WebhookQueueTest, StopsCallingWhenTheHandleIsGone) {
  std::shared_ptr<void> outlives_the_queue;
  {
    WebhookQueue webhooks({});
    int kept = 0;
    int dropped = 0;
    outlives_the_queue = webhooks.on_enqueued([&] { ++kept; });
    (void)webhooks.on_enqueued([&] { ++dropped; });
    add(webhooks, 1, seconds(1));
    EXPECT_EQ(kept, 1);
    EXPECT_EQ(dropped, 0);
  }
}

TEST_F(WebhookQueueTest, SendsEveryWebhookAcrossThreads) {
  constexpr std::uint64_t kEach = 500;
  WebhookQueue webhooks({.retries = 1, .backoff = Duration::zero()});
  std::atomic<std::uint64_t> sent = 0;
  std::atomic<int> adding = 2;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      for (std::uint64_t n = 0; n < kEach; ++n) add(webhooks, n, seconds(1));
      --adding;
    });
    threads.emplace_back([&] {
      while (adding > 0 || webhooks.next_due()) {
        for (const DueWebhook& taken : webhooks.take_due(kStart + seconds(1), 3)) {
          webhooks.complete(taken.id, {.status = 500}, kStart + seconds(1));
          ++sent;
        }
      }
    });
  }
  threads.clear();
  EXPECT_EQ(sent, 4 * kEach) << "each webhook is sent twice";
  EXPECT_EQ(webhooks.next_due(), std::nullopt);
}

}  // namespace
}  // namespace wavespeed_mock::webhook_queue_test
