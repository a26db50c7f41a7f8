#include "base/value/change_signal.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

namespace wavespeed_mock::change_signal_test {
namespace {

TEST(ChangeSignal, CallsListenersWhileTheirHandlesExist) {
  const ChangeSignal signal;
  signal.notify();
  int first = 0;
  int second = 0;
  auto one = signal.listen([&] { ++first; });
  signal.notify();
  const auto two = signal.listen([&] { ++second; });
  signal.notify();
  one.reset();
  signal.notify();
  EXPECT_EQ(first, 2);
  EXPECT_EQ(second, 2);
}

TEST(ChangeSignal, MayBeDestroyedBeforeItsHandles) {
  auto signal = std::make_unique<ChangeSignal>();
  auto handle = signal->listen([] {});
  signal.reset();
  handle.reset();
}

TEST(ChangeSignal, MakesNoCallAfterTheHandleIsDestroyed) {
  const ChangeSignal signal;
  std::atomic<bool> done = false;
  std::thread notifier([&] {
    while (!done) signal.notify();
  });
  for (int i = 0; i < 200; ++i) {
    std::atomic<bool> alive = true;
    std::atomic<bool> called = false;
    auto handle = signal.listen([&] {
      EXPECT_TRUE(alive);
      called = true;
    });
    while (!called) std::this_thread::yield();
    handle.reset();
    alive = false;
  }
  done = true;
  notifier.join();
}

// A thread that registers its listener before it reads the state misses no change, provided that
// the state is read and changed under the same lock.
TEST(ChangeSignal, MissesNoChange) {
  for (int i = 0; i < 500; ++i) {
    const ChangeSignal signal;
    std::mutex mutex;
    bool changed = false;
    std::thread changer([&] {
      {
        const std::lock_guard lock(mutex);
        changed = true;
      }
      signal.notify();
    });
    std::atomic<bool> told = false;
    const auto handle = signal.listen([&] { told = true; });
    bool seen = false;
    {
      const std::lock_guard lock(mutex);
      seen = changed;
    }
    changer.join();
    EXPECT_TRUE(seen || told);
  }
}

}  // namespace
}  // namespace wavespeed_mock::change_signal_test
