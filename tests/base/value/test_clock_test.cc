// A clock that a test controls, in each mode.
#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>
#include <utility>
#include <vector>

#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::test_clock_test {
namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

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

// The system's clock may be set back, by any time.
TEST_F(TestClockOnAWall, StopsAtTheBeginningOf1678) {
  TestClock clock(ClockMode::scaled, kFirstTime + hours(1), 1e6, [] { return test_wall_time; });
  for (const Duration back : {hours(1), hours(1'000)}) {
    wall_passes(-back);
    EXPECT_EQ(clock.now(), kFirstTime);
  }
}

TEST_F(TestClockOnAWall, ResumesItsCourseAsIfItHadNotBeenMoved) {
  for (const auto& [mode, factor] :
       {std::pair{ClockMode::real, 1.0}, {ClockMode::scaled, 3.0}, {ClockMode::manual, 0.0}}) {
    TestClock clock(mode, kStart, 3, [] { return test_wall_time; });
    const Timestamp began = test_wall_time;
    wall_passes(seconds(1));
    const TestClock::Course course = clock.course();
    wall_passes(seconds(2));
    clock.move({.mode = ClockMode::automatic, .time = kStart + hours(100)});
    wall_passes(seconds(4));
    int moves = 0;
    const auto listening = clock.on_move([&] { ++moves; });
    clock.resume(course);
    EXPECT_EQ(clock.mode(), mode);
    EXPECT_EQ(clock.factor(), factor);
    const auto passed = (test_wall_time - began) / seconds(1);
    EXPECT_EQ(clock.now(), kStart + passed * seconds(static_cast<int>(factor)));
    EXPECT_EQ(moves, 1);
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
}  // namespace wavespeed_mock::test_clock_test
