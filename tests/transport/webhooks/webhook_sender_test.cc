#include "transport/webhooks/webhook_sender.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "support/silent_listener.h"
#include "support/webhook_receiver.h"

namespace wavespeed_mock::transport::webhook_sender_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

// A queue of webhooks by time, and their responses.
class Queue {
 public:
  explicit Queue(Clock& clock) : clock_(clock) {}

  void add(Timestamp due, const std::string& url) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(due, WebhookRequest{.id = ++last_, .url = url, .headers = {}, .body = "{}"});
  }
  WebhookSource source() {
    return {.next_due =
                [this] {
                  const std::lock_guard lock(mutex_);
                  return waiting_.empty() ? std::nullopt : std::optional(waiting_.begin()->first);
                },
            .take_due = [this](std::size_t max) { return take(max); },
            .complete =
                [this](std::uint64_t id, const WebhookAnswer& answer) {
                  const std::lock_guard lock(mutex_);
                  answers_.emplace_back(id, answer);
                  changed_.notify_all();
                }};
  }
  // Waits for `count` responses, at most ten seconds.
  std::vector<std::pair<std::uint64_t, WebhookAnswer>> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, seconds(10), [&] { return answers_.size() >= count; });
    return answers_;
  }
  // Waits until `count` webhooks have been taken.
  bool wait_for_taken(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, seconds(10), [&] { return taken_ >= count; });
  }

 private:
  std::vector<WebhookRequest> take(std::size_t max) {
    std::vector<WebhookRequest> taken;
    const std::lock_guard lock(mutex_);
    while (taken.size() < max && !waiting_.empty() && waiting_.begin()->first <= clock_.now()) {
      taken.push_back(std::move(waiting_.begin()->second));
      waiting_.erase(waiting_.begin());
    }
    taken_ += taken.size();
    changed_.notify_all();
    return taken;
  }

  Clock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t last_ = 0;
  std::size_t taken_ = 0;
  std::multimap<Timestamp, WebhookRequest> waiting_;
  std::vector<std::pair<std::uint64_t, WebhookAnswer>> answers_;
};

TEST(WebhookSender, SendsWhenTheClockReachesTheDueTime) {
  WebhookReceiver receiver;
  ManualClock clock;
  Queue queue(clock);
  WebhookSender sender(clock, queue.source(), {});
  EXPECT_EQ(sender.threads(), 0U) << "no thread before the first webhook";
  queue.add(clock.now() + hours(2), receiver.url() + "/late");
  queue.add(clock.now() + hours(1), receiver.url() + "/early");
  sender.notify();
  EXPECT_EQ(sender.threads(), 1U);

  clock.advance(hours(1));
  const auto answers = queue.wait_for(1);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].first, 2U);
  EXPECT_EQ(answers[0].second.status, 200);
  EXPECT_EQ(receiver.wait_for(1).size(), 1U);
  clock.advance(hours(1));
  EXPECT_EQ(queue.wait_for(2).size(), 2U);
  EXPECT_EQ(receiver.wait_for(2).at(1).path, "/hook/late");
}

TEST(WebhookSender, WakesUpForAnEarlierWebhook) {
  WebhookReceiver receiver;
  ManualClock clock;
  Queue queue(clock);
  WebhookSender sender(clock, queue.source(), {});
  queue.add(clock.now() + hours(1), receiver.url());
  sender.notify();
  queue.add(clock.now(), receiver.url() + "/now");
  sender.notify();
  EXPECT_EQ(queue.wait_for(1).size(), 1U);
  EXPECT_EQ(receiver.wait_for(1).at(0).path, "/hook/now");
}

TEST(WebhookSender, WaitsOnTheWallClock) {
  WebhookReceiver receiver;
  const std::shared_ptr<Clock> clock = wall_clock();
  Queue queue(*clock);
  WebhookSender sender(*clock, queue.source(), {});
  const Timestamp due = clock->now() + milliseconds(30);
  queue.add(due, receiver.url());
  sender.notify();
  EXPECT_EQ(queue.wait_for(1).size(), 1U);
  EXPECT_GE(clock->now(), due);
}

TEST(WebhookSender, LimitsConcurrentDeliveries) {
  constexpr std::size_t kMax = 3;
  const SilentListener silent(SilentListener::Kind::accepts);
  WebhookReceiver receiver;
  ManualClock clock;
  Queue queue(clock);
  WebhookSender sender(clock, queue.source(), {}, kMax);
  queue.add(clock.now(), silent.url());
  queue.add(clock.now(), silent.url());
  for (int i = 0; i < 20; ++i) queue.add(clock.now(), receiver.url());
  sender.notify();
  EXPECT_EQ(queue.wait_for(20).size(), 20U) << "two hanging deliveries do not delay the others";
  queue.add(clock.now(), silent.url());
  queue.add(clock.now(), silent.url());
  sender.notify();
  EXPECT_TRUE(queue.wait_for_taken(23));
  EXPECT_EQ(sender.threads(), kMax);
}

TEST(WebhookSender, MakesEightAttemptsAtTheSameTime) {
  const SilentListener silent(SilentListener::Kind::accepts);
  ManualClock clock;
  Queue queue(clock);
  WebhookSender sender(clock, queue.source(), {});
  for (int i = 0; i < 8; ++i) queue.add(clock.now(), silent.url());
  sender.notify();
  EXPECT_TRUE(queue.wait_for_taken(8));
  EXPECT_EQ(sender.threads(), 8U) << "none waits for a ninth";
}

TEST(WebhookSender, StopsAtOnceInEveryState) {
  const SilentListener silent(SilentListener::Kind::accepts);
  const SilentListener full(SilentListener::Kind::full);
  ManualClock clock;
  Queue queue(clock);
  WebhookSender sender(clock, queue.source(), {});
  queue.add(clock.now(), silent.url());
  queue.add(clock.now(), full.url());
  queue.add(clock.now() + hours(1), silent.url());
  sender.notify();
  ASSERT_TRUE(queue.wait_for_taken(2));
  const auto asked = steady_clock::now();
  sender.stop();
  EXPECT_LT(steady_clock::now() - asked, seconds(4)) << "faster than any of its timeouts";
  EXPECT_EQ(sender.threads(), 0U);
  const auto answers = queue.wait_for(2);
  ASSERT_EQ(answers.size(), 2U);
  for (const auto& [id, answer] : answers)
    EXPECT_EQ(answer.error, "the mock stopped during the attempt");

  clock.advance(hours(1));
  sender.notify();
  sender.stop();
  EXPECT_EQ(sender.threads(), 0U);
  EXPECT_FALSE(queue.source().take_due(1).empty()) << "nothing was sent after stopping";
}

}  // namespace
}  // namespace wavespeed_mock::transport::webhook_sender_test
