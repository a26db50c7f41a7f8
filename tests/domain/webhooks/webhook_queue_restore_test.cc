// The queue of webhooks after a snapshot is restored.
#include <gtest/gtest.h>

#include <string>

#include "domain/webhooks/webhook_queue_suite.h"

namespace wavespeed_mock::webhook_queue_restore_test {
namespace {

TEST_F(WebhookQueueTest, CanBeRestored) {
  WebhookQueue webhooks({.retries = 1});
  for (std::uint64_t i = 1; i <= 4; ++i) add(webhooks, i, seconds(i));
  add(webhooks, 5, seconds(1), 1);
  webhooks.complete(due(webhooks, seconds(1), 1)[0], {.status = 200}, kStart + seconds(1));
  ASSERT_EQ(states(webhooks), "4:waiting 3:waiting 2:waiting 1:delivered");
  answer_all(webhooks, seconds(2), 500);
  ASSERT_EQ(due(webhooks, seconds(3)), Ids{3});
  const std::string then = "4:waiting 3:sending 2:retrying 1:delivered";
  ASSERT_EQ(states(webhooks), then);
  const WebhookQueue::Saved saved = webhooks.save(0);

  add(webhooks, 6, seconds(1));
  answer_all(webhooks, seconds(60), 200);
  webhooks.complete(3, {.status = 500}, kStart + seconds(60));
  webhooks.restore(0, saved);
  EXPECT_EQ(states(webhooks), "4:waiting 3:waiting 2:retrying 1:delivered")
      << "a running attempt is pending again";
  EXPECT_EQ(states(webhooks, 1), "5:delivered") << "it belongs to another account";
  EXPECT_EQ(webhooks.next_due(), kStart + seconds(3));
  EXPECT_EQ(due(webhooks, seconds(4)), (Ids{3, 4}));
  webhooks.restore(0, {});
  EXPECT_EQ(states(webhooks), "");
}

// The next webhook has the same id, and its attempt another one.
TEST_F(WebhookQueueTest, IgnoresTheAnswerToAnAttemptThatARestoreHasUndone) {
  WebhookQueue webhooks({});
  const std::uint64_t before = webhooks.last_id();
  add(webhooks, 1, seconds(1));
  ASSERT_EQ(due(webhooks, seconds(1)), Ids{1});
  webhooks.restore(0, {});
  webhooks.restore_last_id(before);
  add(webhooks, 2, seconds(1));
  EXPECT_EQ(states(webhooks), "1:waiting");
  EXPECT_EQ(webhooks.complete(1, {.status = 200}, kStart), nullptr);
  const Ids attempts = due(webhooks, seconds(1));
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(webhooks.complete(1, {.status = 200}, kStart), nullptr);
  EXPECT_EQ(states(webhooks), "1:sending") << "the answer was to the webhook that is forgotten";
  webhooks.complete(attempts[0], {.status = 200}, kStart + seconds(1));
  EXPECT_EQ(states(webhooks), "1:delivered");

  webhooks.restore(0, {});
  webhooks.restore_last_id(before);
  add(webhooks, 3, seconds(1));
  EXPECT_EQ(states(webhooks), "1:waiting");
}

}  // namespace
}  // namespace wavespeed_mock::webhook_queue_restore_test
