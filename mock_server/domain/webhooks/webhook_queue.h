// The queue of webhooks of one mock. It has no thread: the sender takes the webhooks that are due
// and completes each with the receiver's answer.
//
// Shared by all accounts; every function may be called from any thread. Polls never come here.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/value/change_signal.h"
#include "domain/webhooks/held_webhooks.h"
#include "records/prediction.h"
#include "records/webhook.h"
#include "records/webhook_fault.h"
#include "store/stored_account.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// What a webhook is rendered from when it is due.
struct PendingWebhook {
  std::string url;
  std::string base_url;  // the mock's, as the client that submitted saw it
  StoredAccount* account = nullptr;
  std::shared_ptr<const Prediction> prediction;
  WebhookFault fault{};
};

struct DueWebhook {
  std::uint64_t id = 0;  // of the attempt, for complete()
  std::shared_ptr<const PendingWebhook> webhook;
};

struct WebhookRules {
  int retries = 3;  // after the first attempt
  Duration backoff = std::chrono::seconds(5);
  std::size_t max_pending = 10'000;  // of all accounts
  std::size_t max_finished = 1'000;  // remembered, of each account
  // How long one that is to come out of order waits for another.
  Duration max_held = std::chrono::seconds(30);
};

// The options `webhook_retries` and `webhook_backoff`, which are checked (see app/option_texts.h).
WebhookRules webhook_rules(const Options& options);

class WebhookQueue {
 public:
  explicit WebhookQueue(const WebhookRules& rules) : rules_(rules) {}
  WebhookQueue(const WebhookQueue&) = delete;
  WebhookQueue& operator=(const WebhookQueue&) = delete;

  // Queues the webhook for the end of its prediction, changed as its fault says, and notifies the
  // sender. When the queue is full, the oldest webhook without an attempt is dropped.
  void enqueue_and_notify(PendingWebhook webhook);
  // The same in two steps, for a caller that holds an account's lock: enqueue() may be called with
  // the lock held; notify(), which wakes the sender, must follow after the lock is released.
  void enqueue(PendingWebhook webhook);
  void notify() const;

  // When the next attempt is due; nullopt when nothing waits.
  std::optional<Timestamp> next_due() const;

  // Begins the attempts that are due, the longest overdue first, at most `max`.
  std::vector<DueWebhook> take_due(Timestamp now, std::size_t max);

  // Ends the attempt of that id: 2xx delivers it, all else has it tried again or
  // fails it, as next_attempt() of webhook_retries.h says. Then, and only then, the webhook
  // comes back. What was delivered once is not tried again, but sent as often as a fault says. An
  // attempt that is not under way, or that a restore has undone, is ignored.
  std::shared_ptr<const PendingWebhook> complete(std::uint64_t id, WebhookAnswer answer,
                                                 Timestamp now);

  struct Listing {
    std::vector<Webhook> webhooks;  // newest first; at most as many as are remembered
    std::uint64_t dropped = 0;      // of the account, so far
  };
  Listing list(AccountNumber account) const;

  // How many are in each state: of those that have ended, all so far, also the forgotten ones.
  using Counts = std::array<std::uint64_t, kWebhookStates>;  // by state
  Counts counts() const;

  // Calls `enqueued` at each notify(), from its thread, as long as the handle lives; when the
  // handle's destructor returns, no call is running. `enqueued` may use the queue, except for
  // enqueue_and_notify() and notify(), and must neither take nor drop handles.
  [[nodiscard]] std::shared_ptr<void> on_enqueued(std::function<void()> enqueued);

  // The webhooks of one account, to go back to. An attempt that is under way counts as not begun.
  class Saved;
  Saved save(AccountNumber account) const;
  // Puts the account's back: those that came since are forgotten. notify() has to follow.
  void restore(AccountNumber account, const Saved& saved);
  // How many there have been of all accounts. Going back to an earlier number gives out the same
  // ids once more.
  std::uint64_t last_id() const;
  void restore_last_id(std::uint64_t id);

 private:
  struct Pending {
    Webhook webhook;
    std::shared_ptr<const PendingWebhook> to_render;
    Timestamp began_at{};           // the attempt that is under way
    std::uint64_t attempt = 0;      // its id
    bool delivered = false;         // by an attempt so far
    std::uint32_t repetitions = 0;  // that a fault has still to come then
  };
  using PendingMap = std::map<std::uint64_t, Pending>;
  struct Past {
    std::deque<Webhook> finished;  // oldest end first
    std::uint64_t dropped = 0;
  };

  // All under the lock.
  void wait_until(Pending& pending, WebhookState state, Timestamp due);
  void stop_waiting(const Pending& pending);
  void deliver(PendingMap::iterator index, Timestamp now);
  void drop_oldest();
  void finish(PendingMap::iterator index, WebhookState state);

  const WebhookRules rules_;
  mutable std::mutex mutex_;
  const ChangeSignal enqueued_;
  // All below under `mutex_`.
  std::uint64_t last_id_ = 0;
  PendingMap pending_;
  std::set<std::pair<Timestamp, std::uint64_t>> due_;  // those that wait, but forever
  HeldWebhooks held_;
  std::set<std::uint64_t> unstarted_;
  bool undid_attempts_ = false;  // a restore has, since the ids went back the last time
  // How often the ids went back while answers to undone attempts could still come. A part of the
  // ids of later attempts, so that none of these is taken for another's.
  std::uint64_t rounds_ = 0;
  std::unordered_map<AccountNumber, Past> past_;
  Counts ended_{};
};

class WebhookQueue::Saved {
 private:
  friend class WebhookQueue;
  std::vector<Pending> pending_;
  Past past_;
  HeldWebhooks::OfAccount held_;
};

std::string_view to_text(WebhookState state);

}  // namespace wavespeed_mock
