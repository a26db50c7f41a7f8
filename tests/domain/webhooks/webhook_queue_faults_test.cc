// The queue of webhooks with faults: repeated, late, out of order, never sent.
#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "domain/webhooks/webhook_queue_suite.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::webhook_queue_faults_test {
namespace {

TEST_F(WebhookQueueTest, RepeatsDeliveredWebhooks) {
  WebhookQueue webhooks({.retries = 1});
  add(webhooks, 1, seconds(1), 0, {.duplicates = 2});
  answer_all(webhooks, seconds(1), 500);
  EXPECT_EQ(states(webhooks), "1:retrying") << "it was not delivered yet";
  answer_all(webhooks, seconds(6));
  EXPECT_EQ(states(webhooks), "1:repeating");
  EXPECT_EQ(webhooks.next_due(), kStart + seconds(6)) << "at once";
  answer_all(webhooks, seconds(6), 500);
  EXPECT_EQ(states(webhooks), "1:repeating") << "a repetition is not retried";
  answer_all(webhooks, seconds(6), 500);
  EXPECT_EQ(states(webhooks), "1:delivered");
  EXPECT_EQ(webhooks.next_due(), std::nullopt);
  EXPECT_EQ(webhooks.list(0).webhooks.at(0).attempts.size(), 4U);
}

TEST_F(WebhookQueueTest, CanSendLate) {
  WebhookQueue webhooks({});
  add(webhooks, 1, seconds(1), 0, {.late = seconds(60)});
  EXPECT_EQ(webhooks.next_due(), kStart + seconds(61));
  EXPECT_EQ(webhooks.list(0).webhooks.at(0).fault, (WebhookFault{.late = seconds(60)}));
}

TEST_F(WebhookQueueTest, CanSendOutOfOrder) {
  const WebhookFault out_of_order{.out_of_order = true};
  WebhookQueue webhooks({});
  add(webhooks, 1, seconds(1), 0, out_of_order);
  add(webhooks, 2, seconds(2), 1);
  add(webhooks, 3, seconds(3));
  EXPECT_EQ(due(webhooks, seconds(2)), Ids{2});
  webhooks.complete(2, {.status = 200}, kStart + seconds(2));
  EXPECT_EQ(due(webhooks, seconds(2)), Ids{}) << "a webhook of another account does not release it";
  EXPECT_EQ(due(webhooks, seconds(3)), Ids{3});
  webhooks.complete(3, {.status = 500}, kStart + seconds(3));
  EXPECT_EQ(due(webhooks, seconds(3)), Ids{}) << "it was not delivered";
  EXPECT_EQ(due(webhooks, seconds(8)), Ids{3});
  webhooks.complete(3, {.status = 200}, kStart + seconds(8));
  EXPECT_EQ(due(webhooks, seconds(8)), Ids{1});

  add(webhooks, 4, seconds(10), 0, out_of_order);
  add(webhooks, 5, seconds(11), 0, out_of_order);
  EXPECT_EQ(due(webhooks, seconds(11)), Ids{5}) << "one of the two must be sent first";
  webhooks.complete(5, {.status = 200}, kStart + seconds(11));
  EXPECT_EQ(due(webhooks, seconds(11)), Ids{4});

  add(webhooks, 6, seconds(20), 0, out_of_order);
  EXPECT_EQ(due(webhooks, seconds(49)), Ids{});
  EXPECT_EQ(due(webhooks, seconds(50)), Ids{6}) << "it does not wait for another one forever";
}

TEST_F(WebhookQueueTest, DoesNotWaitForADroppedWebhook) {
  WebhookQueue webhooks({.max_pending = 2});
  add(webhooks, 1, seconds(1), 0, {.out_of_order = true});
  EXPECT_EQ(webhooks.next_due(), kStart + seconds(31));
  EXPECT_EQ(due(webhooks, seconds(31)), Ids{1});
  webhooks.complete(1, {.status = 200}, kStart + seconds(31));

  add(webhooks, 2, seconds(40), 0, {.out_of_order = true});
  add(webhooks, 3, seconds(41));
  add(webhooks, 4, seconds(42));
  EXPECT_EQ(states(webhooks), "4:waiting 3:waiting 2:dropped 1:delivered");
  EXPECT_EQ(due(webhooks, seconds(99)), (Ids{3, 4}));
  webhooks.complete(3, {.status = 200}, kStart + seconds(99));
  EXPECT_EQ(due(webhooks, seconds(99)), Ids{}) << "a dropped webhook is not sent";
}

TEST_F(WebhookQueueTest, KeepsWebhooksThatAreNeverSent) {
  WebhookQueue webhooks({});
  auto stuck = std::make_shared<Prediction>(task(1, kModel, kStart, seconds(0), Money{}));
  stuck->ended_at = Timestamp::max();
  for (const WebhookFault& fault :
       {WebhookFault{}, WebhookFault{.late = seconds(1)}, WebhookFault{.out_of_order = true}}) {
    webhooks.enqueue_and_notify(
        {.url = "http://a.test", .account = &one_, .prediction = stuck, .fault = fault});
  }
  EXPECT_EQ(webhooks.next_due(), std::nullopt);
  EXPECT_EQ(states(webhooks), "3:waiting 2:waiting 1:waiting");
  EXPECT_TRUE(webhooks.take_due(Timestamp::max(), 9).empty());
}

}  // namespace
}  // namespace wavespeed_mock::webhook_queue_faults_test
