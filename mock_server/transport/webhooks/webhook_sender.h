// Delivers webhooks when they are due, from its own threads: none until the first webhook, then one
// for each attempt that is under way and one that waits for the next webhook.
//
// Owned by a server; every function may be called from any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "transport/webhooks/webhook_attempt.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/webhook.h"

namespace wavespeed_mock::transport {

// Where webhooks come from and where their answers go; called from the sender's threads.
struct WebhookSource {
  std::function<std::optional<Timestamp>()> next_due;  // nullopt: none waits
  std::function<std::vector<WebhookRequest>(std::size_t max)> take_due;
  std::function<void(std::uint64_t id, const WebhookAnswer& answer)> complete;
};

class WebhookSender {
 public:
  static constexpr std::size_t kMaxAttempts = 8;  // at the same time

  // The clock must outlive the sender, as must all that the source refers to.
  WebhookSender(Clock& clock, WebhookSource source, WebhookLimits limits,
                std::size_t max_threads = kMaxAttempts);
  WebhookSender(const WebhookSender&) = delete;
  WebhookSender& operator=(const WebhookSender&) = delete;
  // Stops.
  ~WebhookSender();

  // Call it when the source has a new webhook. Moves of the clock are noticed without it.
  void notify();

  // Cancels running attempts, reports it as not answered, and returns when no thread is left,
  // within a second. Nothing is sent afterwards. Calling it again does nothing.
  void stop();

  // Threads at this moment.
  std::size_t threads() const;

 private:
  // Both under the lock.
  void start_thread();
  void wait(std::unique_lock<std::mutex>& lock, Duration time);

  void run();
  void deliver_one();

  Clock& clock_;
  const WebhookSource source_;
  const WebhookLimits limits_;
  const std::size_t max_threads_;
  std::stop_source stop_;
  std::mutex stopping_;  // held by stop() until the end
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // Both under `mutex_`.
  std::vector<std::thread> threads_;
  std::size_t waiting_ = 0;      // threads that do nothing
  std::shared_ptr<void> moves_;  // the last to come: it calls notify()
};

}  // namespace wavespeed_mock::transport
