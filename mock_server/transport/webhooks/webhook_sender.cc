#include "transport/webhooks/webhook_sender.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>

namespace wavespeed_mock::transport {
namespace {

// Condition variables overflow when they are to wait for centuries.
constexpr Duration kLongestWait = std::chrono::hours(1);

}  // namespace

WebhookSender::WebhookSender(Clock& clock, WebhookSource source, WebhookLimits limits,
                             std::size_t max_threads)
    : clock_(clock),
      source_(std::move(source)),
      limits_(std::move(limits)),
      max_threads_(max_threads),
      moves_(clock.on_move([this] { notify(); })) {}

WebhookSender::~WebhookSender() {
  stop();
  moves_.reset();
}

void WebhookSender::notify() {
  const std::lock_guard lock(mutex_);
  if (stop_.stop_requested()) return;
  if (threads_.empty() && source_.next_due()) start_thread();
  changed_.notify_all();
}

void WebhookSender::stop() {
  const std::lock_guard only_one(stopping_);
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex_);
    stop_.request_stop();
    changed_.notify_all();
    threads.swap(threads_);
  }
  for (std::thread& thread : threads) thread.join();
}

std::size_t WebhookSender::threads() const {
  const std::lock_guard lock(mutex_);
  return threads_.size();
}

void WebhookSender::start_thread() {
  try {
    threads_.emplace_back(&WebhookSender::run, this);
  } catch (const std::system_error&) {
    // The system has no more threads to give: those that run do the work, or the next notify()
    // tries again.
  }
}

void WebhookSender::wait(std::unique_lock<std::mutex>& lock, Duration time) {
  ++waiting_;
  if (time == Duration::max()) {
    changed_.wait(lock);
  } else {
    changed_.wait_for(lock, std::min(time, kLongestWait));
  }
  --waiting_;
}

void WebhookSender::run() {
  std::unique_lock lock(mutex_);
  while (!stop_.stop_requested()) {
    const auto due = source_.next_due();
    const Duration time = due ? clock_.wall_time_until(*due) : Duration::max();
    if (time > Duration::zero()) {
      wait(lock, time);
      continue;
    }
    // Another thread waits during that time for what is due next.
    if (waiting_ == 0 && threads_.size() < max_threads_) start_thread();
    lock.unlock();
    deliver_one();
    lock.lock();
    // A retry may be due before what the others wait for.
    changed_.notify_all();
  }
}

void WebhookSender::deliver_one() {
  try {
    for (const WebhookRequest& request : source_.take_due(1)) {
      WebhookAnswer answer;
      try {
        answer = attempt_webhook(request, limits_, stop_.get_token());
      } catch (const std::exception& problem) {
        answer = {.error = problem.what()};
      }
      source_.complete(request.id, answer);
    }
  } catch (const std::exception&) {
    // Out of memory while it was made or booked: it stays under way, the others go on.
  }
}

}  // namespace wavespeed_mock::transport
