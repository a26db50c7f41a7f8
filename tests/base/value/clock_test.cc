#include "wavespeed_mock/clock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::value_clock_test {
namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(ManualClock, StartsAtTheBeginningOf2026) {
  EXPECT_EQ(to_rfc3339(ManualClock().now()), "2026-01-01T00:00:00.000000000Z");
}

TEST(ManualClock, StartsAtTheGivenTime) {
  EXPECT_EQ(ManualClock(Timestamp(nanoseconds(-1))).now(), Timestamp(nanoseconds(-1)));
}

TEST(ManualClock, DoesNotMoveBetweenSteps) {
  ManualClock clock;
  const Timestamp start = clock.now();
  EXPECT_EQ(clock.now(), start);
  clock.advance(hours(25) + nanoseconds(1));
  EXPECT_EQ(clock.now(), start + hours(25) + nanoseconds(1));
  clock.advance(Duration::zero());
  EXPECT_EQ(clock.now(), start + hours(25) + nanoseconds(1));
}

TEST(ManualClock, StepsAcrossTheEpoch) {
  ManualClock clock(Timestamp(seconds(-2)));
  clock.advance(seconds(5));
  EXPECT_EQ(clock.now(), Timestamp(seconds(3)));
}

TEST(ManualClock, NeverGoesBack) {
  ManualClock clock;
  const Timestamp start = clock.now();
  EXPECT_THROW(clock.advance(nanoseconds(-1)), Error);
  EXPECT_THROW(clock.advance(Duration::min()), Error);
  EXPECT_EQ(clock.now(), start);
}

TEST(ManualClock, RefusesAStepBeyondTheYear2261) {
  ManualClock clock;
  const Timestamp start = clock.now();
  EXPECT_THROW(clock.advance(Duration::max()), Error);
  EXPECT_EQ(clock.now(), start);

  clock.advance(kLastTime - start);
  EXPECT_EQ(clock.now(), kLastTime);
  EXPECT_THROW(clock.advance(nanoseconds(1)), Error);
  EXPECT_THROW(clock.move({.advance = nanoseconds(1)}), Error);
  clock.advance(Duration::zero());
  EXPECT_EQ(clock.now(), kLastTime);
}

TEST(ManualClock, RefusesTheLongestStepFromBeforeTheEpoch) {
  ManualClock clock(Timestamp(nanoseconds(-1)));
  EXPECT_THROW(clock.advance(Duration::max()), Error);
  EXPECT_EQ(clock.now(), Timestamp(nanoseconds(-1)));
}

TEST(ManualClock, CountsEveryStepOfSeveralThreads) {
  constexpr int kThreads = 4;
  constexpr int kSteps = 1000;
  ManualClock clock(Timestamp(Duration::zero()));
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&clock] {
      Timestamp last = clock.now();
      for (int step = 0; step < kSteps; ++step) {
        clock.advance(nanoseconds(1));
        const Timestamp now = clock.now();
        EXPECT_GT(now, last);
        last = now;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(clock.now(), Timestamp(nanoseconds(kThreads * kSteps)));
}

TEST(ManualClock, DoesNotReachATimeUntilMoved) {
  ManualClock clock;
  const Timestamp due = clock.now() + seconds(1);
  EXPECT_EQ(clock.wall_time_until(due), Duration::max());
  EXPECT_EQ(clock.wall_time_until(clock.now()), Duration::zero());
  clock.advance(seconds(1));
  EXPECT_EQ(clock.wall_time_until(due), Duration::zero());
}

TEST(ManualClock, NotifiesOfEachMoveWhileTheHandleExists) {
  ManualClock clock;
  std::vector<Timestamp> seen;
  int others = 0;
  auto handle = clock.on_move([&] { seen.push_back(clock.now()); });
  const auto other = clock.on_move([&] { ++others; });
  const Timestamp start = clock.now();
  clock.advance(seconds(1));
  clock.advance(seconds(2));
  EXPECT_EQ(seen, (std::vector<Timestamp>{start + seconds(1), start + seconds(3)}));
  handle.reset();
  clock.advance(seconds(3));
  EXPECT_EQ(seen.size(), 2U);
  EXPECT_EQ(others, 3);
}

TEST(ManualClock, MayBeDestroyedBeforeItsHandles) {
  auto clock = std::make_unique<ManualClock>();
  const auto handle = clock->on_move([] {});
  clock.reset();
}

// After the handle is destroyed, the objects that the call uses may be destroyed too.
TEST(ManualClock, WaitsForARunningCallWhenAHandleIsDestroyed) {
  for (int i = 0; i < 100; ++i) {
    ManualClock clock;
    std::atomic<int> under_way = 0;
    auto handle = clock.on_move([&] {
      ++under_way;
      std::this_thread::yield();
      --under_way;
    });
    std::jthread mover([&clock] { clock.advance(seconds(1)); });
    handle.reset();
    EXPECT_EQ(under_way, 0);
  }
}

// Starts at the given time and does not move by itself.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Timestamp time) : time_(time) {}
  Timestamp now() const override { return time_; }

 private:
  Timestamp time_;
};

TEST(Clock, RunsLikeTheWallClockByDefault) {
  FixedClock clock(Timestamp(seconds(100)));
  EXPECT_EQ(clock.wall_time_until(Timestamp(seconds(107))), seconds(7));
  EXPECT_EQ(clock.wall_time_until(Timestamp(seconds(100))), Duration::zero());
  EXPECT_EQ(clock.wall_time_until(Timestamp(seconds(-9))), Duration::zero());
  EXPECT_EQ(clock.wall_time_until(Timestamp::max()), Timestamp::max() - clock.now());
  EXPECT_EQ(FixedClock(Timestamp::min()).wall_time_until(Timestamp::max()), Duration::max());
  EXPECT_EQ(clock.on_move([] { FAIL() << "this clock cannot be moved"; }), nullptr);
}

TEST(SystemClock, MatchesTheStandardLibrary) {
  const std::shared_ptr<Clock> clock = wall_clock();
  // A machine's time may be set back between the calls, but hardly by a day.
  const Duration off = clock->now() - Timestamp(std::chrono::system_clock::now());
  EXPECT_LT(std::chrono::abs(off), hours(24));
}

// A wall clock that the test moves manually.
Timestamp test_wall_time;

class TestClockOnAWall : public testing::Test {
 protected:
  TestClockOnAWall() { test_wall_time = kWall; }

  static TestClock make(ClockMode mode, double factor = 1) {
    return TestClock(mode, kStart, factor, [] { return test_wall_time; });
  }
  static void wall_passes(Duration time) { test_wall_time += time; }

  static constexpr Timestamp kWall{std::chrono::hours(1'000)};
  static constexpr Timestamp kStart{std::chrono::hours(9)};
};

TEST_F(TestClockOnAWall, RunsLikeTheWallClockAndStaysAheadOfIt) {
  TestClock clock(ClockMode::real, kWall, 1, [] { return test_wall_time; });
  EXPECT_EQ(clock.now(), kWall);
  wall_passes(nanoseconds(12'345));
  EXPECT_EQ(clock.now(), test_wall_time);
  clock.advance(hours(1));
  EXPECT_EQ(clock.now(), test_wall_time + hours(1));
  wall_passes(hours(2));
  EXPECT_EQ(clock.now(), test_wall_time + hours(1));
  EXPECT_EQ(clock.wall_time_until(clock.now() + seconds(5)), seconds(5));
  EXPECT_EQ(clock.factor(), 1);
}

TEST_F(TestClockOnAWall, RunsAtItsSpeedFactor) {
  TestClock clock(ClockMode::scaled, kStart, 100, [] { return test_wall_time; });
  wall_passes(seconds(36));
  EXPECT_EQ(clock.now(), kStart + hours(1));
  EXPECT_EQ(clock.wall_time_until(clock.now() + seconds(100)), seconds(1));
  EXPECT_EQ(clock.wall_time_until(clock.now() + nanoseconds(1)), nanoseconds(1)) << "rounded up";
  EXPECT_EQ(clock.wall_time_until(clock.now()), Duration::zero());

  clock.advance(hours(5));
  clock.set_mode(ClockMode::scaled, 0.5);
  EXPECT_EQ(clock.now(), kStart + hours(6)) << "changing the speed does not move the time";
  wall_passes(hours(2));
  EXPECT_EQ(clock.now(), kStart + hours(7));
}

TEST_F(TestClockOnAWall, CanBeSetToTheWallClockAgainAfterStopping) {
  TestClock clock(ClockMode::manual, kStart, 1, [] { return test_wall_time; });
  wall_passes(hours(1));
  EXPECT_EQ(clock.now(), kStart);
  EXPECT_EQ(clock.wall_time_until(kStart + seconds(1)), Duration::max());
  clock.set_mode(ClockMode::real);
  EXPECT_EQ(clock.now(), kStart);
  wall_passes(seconds(7));
  EXPECT_EQ(clock.now(), kStart + seconds(7));
  clock.set(kStart - hours(1));
  EXPECT_EQ(clock.now(), kStart - hours(1));
}

TEST_F(TestClockOnAWall, JumpsToAwaitedTimesInAutomaticModeOnly) {
  for (const ClockMode mode : {ClockMode::manual, ClockMode::scaled, ClockMode::real}) {
    TestClock clock(mode, kStart, 2, [] { return test_wall_time; });
    clock.jump_to(kStart + hours(1));
    EXPECT_EQ(clock.now(), kStart);
  }
  TestClock clock(ClockMode::automatic, kStart, 1, [] { return test_wall_time; });
  int moves = 0;
  const auto listening = clock.on_move([&] { ++moves; });
  clock.jump_to(kStart + hours(1));
  EXPECT_EQ(clock.now(), kStart + hours(1));
  clock.jump_to(kStart);
  clock.jump_to(Timestamp::max());
  EXPECT_EQ(clock.now(), kStart + hours(1)) << "never backwards, and never to Timestamp::max()";
  EXPECT_EQ(moves, 1);
}

TEST_F(TestClockOnAWall, NotifiesOfEveryMove) {
  TestClock clock(ClockMode::manual, kStart, 1, [] { return test_wall_time; });
  int moves = 0;
  const auto listening = clock.on_move([&] { ++moves; });
  clock.advance(seconds(1));
  clock.set(kStart);
  clock.set_mode(ClockMode::scaled, 3);
  EXPECT_EQ(moves, 3);
  EXPECT_EQ(clock.mode(), ClockMode::scaled);
  EXPECT_EQ(clock.factor(), 3);
}

TEST_F(TestClockOnAWall, StopsAtTheEndOf2261InEveryMode) {
  for (const ClockMode mode : {ClockMode::real, ClockMode::scaled, ClockMode::automatic}) {
    TestClock clock(mode, kLastTime - seconds(5), 1e6, [] { return test_wall_time; });
    wall_passes(hours(1));
    clock.jump_to(kLastTime + nanoseconds(1));
    EXPECT_EQ(clock.now(), kLastTime);
    EXPECT_THROW(clock.advance(seconds(1)), Error);
    EXPECT_EQ(clock.wall_time_until(kLastTime), Duration::zero());
    EXPECT_EQ(clock.wall_time_until(kLastTime + nanoseconds(1)), Duration::max());
  }
}

TEST(TestClock, RefusesInvalidFactors) {
  for (const double factor : {0.0, -1.0, 1e7, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(TestClock(ClockMode::scaled, Timestamp(), factor), Error) << factor;
    ManualClock clock;
    EXPECT_THROW(clock.set_mode(ClockMode::scaled, factor), Error) << factor;
    EXPECT_EQ(clock.mode(), ClockMode::manual);
  }
}

// Readers take no lock, but must never see a partial change.
TEST(TestClock, IsReadConsistentlyWhileItIsMoved) {
  TestClock clock(ClockMode::scaled, Timestamp(), 1e6);
  std::atomic<bool> done = false;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      Timestamp last = clock.now();
      while (!done) {
        const Timestamp now = clock.now();
        EXPECT_GE(now, last);
        last = now;
      }
    });
  }
  for (int i = 0; i < 2'000; ++i) {
    clock.set_mode(i % 2 == 0 ? ClockMode::manual : ClockMode::scaled, 1e6);
    clock.advance(seconds(1));
  }
  done = true;
}

}  // namespace
}  // namespace wavespeed_mock::value_clock_test
