// What tests of the queue of webhooks share: two accounts, and tasks that end at given times.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/webhooks/webhook_queue.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {

// Accounts 0 and 1, and tasks that end a given number of seconds after kStart.
class WebhookQueueTest : public ::testing::Test {
 protected:
  using Ids = std::vector<std::uint64_t>;
  using seconds = std::chrono::seconds;

  static inline const Model kModel{{{.id = "acme/model", .type = "text-to-image"}}};

  void add(WebhookQueue& webhooks, std::uint64_t number, seconds ends, AccountNumber account = 0,
           const WebhookFault& fault = {}) {
    webhooks.enqueue_and_notify(
        {.url = "http://a.test/" + std::to_string(number),
         .base_url = "http://m",
         .account = account == 0 ? &one_ : &two_,
         .prediction = std::make_shared<Prediction>(task(number, kModel, kStart, ends, Money{})),
         .fault = fault});
  }

  // Answers all due webhooks with `status`.
  static void answer_all(WebhookQueue& webhooks, seconds at, int status = 200) {
    for (const std::uint64_t id : due(webhooks, at)) {
      webhooks.complete(id, {.status = status}, kStart + at);
    }
  }

  // The ids of the due webhooks.
  static Ids due(WebhookQueue& webhooks, seconds at, std::size_t max = 100) {
    Ids ids;
    for (const DueWebhook& taken : webhooks.take_due(kStart + at, max)) ids.push_back(taken.id);
    return ids;
  }

  // The states of an account's webhooks, newest first.
  static std::string states(const WebhookQueue& webhooks, AccountNumber account = 0) {
    std::string text;
    for (const Webhook& webhook : webhooks.list(account).webhooks) {
      text += (text.empty() ? "" : " ") + std::to_string(webhook.id) + ":" +
              std::string(to_text(webhook.state));
    }
    return text;
  }

  StoredAccount one_{0, {.name = "one", .draws = SeededRandom(0, "one")}, {}};
  StoredAccount two_{1, {.name = "two", .draws = SeededRandom(0, "two")}, {}};
};

}  // namespace wavespeed_mock
