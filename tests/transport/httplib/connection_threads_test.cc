#include "transport/httplib/connection_threads.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <latch>
#include <thread>

namespace wavespeed_mock::transport::connection_threads_test {
namespace {

using namespace std::chrono_literals;

// A safety net: no passing test waits that long.
constexpr auto kLongest = 10s;

bool soon(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + kLongest;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

// Tasks that run until they are released, as connections do.
class Guests {
 public:
  std::function<void()> task() {
    return [this] {
      ++inside_;
      leave_.wait();
      --inside_;
    };
  }
  void release() { leave_.count_down(); }
  int inside() const { return inside_; }

 private:
  std::latch leave_{1};
  std::atomic<int> inside_ = 0;
};

TEST(ConnectionThreads, RunsEveryTaskAtOnce) {
  constexpr int kTasks = 200;
  Guests guests;
  ConnectionThreads threads;
  for (int i = 0; i < kTasks; ++i) threads.enqueue(guests.task());
  EXPECT_TRUE(soon([&] { return guests.inside() == kTasks; })) << guests.inside();
  EXPECT_EQ(threads.count().all, kTasks);
  guests.release();
}

TEST(ConnectionThreads, AssignsEachIdleThreadOnce) {
  ConnectionThreads threads({.idle = 1h});
  for (int tasks = 4; tasks < 80; tasks += 4) {
    // More tasks than idle threads, added faster than the threads wake up.
    Guests guests;
    for (int i = 0; i < tasks; ++i) threads.enqueue(guests.task());
    ASSERT_TRUE(soon([&] { return guests.inside() == tasks; })) << guests.inside();
    guests.release();
    ASSERT_TRUE(soon([&] { return threads.count().idle == threads.count().all; }));
  }
}

TEST(ConnectionThreads, StartsNoThreadWhileOneIsIdle) {
  std::atomic<int> done = 0;
  ConnectionThreads threads({.spare = 1, .idle = 1h});
  for (int i = 1; i <= 100; ++i) {
    threads.enqueue([&] { ++done; });
    ASSERT_TRUE(soon([&] { return done == i && threads.count().idle == 1; }));
    ASSERT_EQ(threads.count().all, 1u);
  }
}

TEST(ConnectionThreads, EndsThreadsAfterTheIdleTime) {
  constexpr std::size_t kSpare = 3;
  Guests guests;
  ConnectionThreads threads({.spare = kSpare, .idle = 1ms});
  for (int i = 0; i < 20; ++i) threads.enqueue(guests.task());
  ASSERT_TRUE(soon([&] { return guests.inside() == 20; }));
  guests.release();
  EXPECT_TRUE(soon([&] { return threads.count().all == kSpare; })) << threads.count().all;
}

TEST(ConnectionThreads, QueuesTasksAtTheLimit) {
  Guests guests;
  std::atomic<int> late = 0;
  ConnectionThreads threads({.max = 2});
  for (int i = 0; i < 2; ++i) threads.enqueue(guests.task());
  for (int i = 0; i < 3; ++i) threads.enqueue([&] { ++late; });
  ASSERT_TRUE(soon([&] { return guests.inside() == 2; }));
  EXPECT_EQ(late, 0);
  EXPECT_EQ(threads.count().all, 2u);
  guests.release();
  EXPECT_TRUE(soon([&] { return late == 3; })) << late;
}

TEST(ConnectionThreads, FinishesQueuedTasksBeforeItShutsDown) {
  std::atomic<int> done = 0;
  ConnectionThreads threads({.max = 2});
  for (int i = 0; i < 50; ++i) threads.enqueue([&] { ++done; });
  threads.shutdown();
  EXPECT_EQ(done, 50);
  EXPECT_EQ(threads.count().all, 0u);
  threads.shutdown();
}

}  // namespace
}  // namespace wavespeed_mock::transport::connection_threads_test
