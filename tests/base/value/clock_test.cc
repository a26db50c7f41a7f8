#include "wavespeed_mock/clock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
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

TEST(ManualClock, AcceptsTheLongestStepFromTheFirstTime) {
  ManualClock clock(kFirstTime);
  clock.advance(Duration::max());
  EXPECT_EQ(clock.now(), kFirstTime + Duration::max());
}

TEST(ManualClock, ShowsNoTimeOutsideTheYears1678To2261) {
  ManualClock clock;
  const Timestamp start = clock.now();
  for (const Timestamp time : {kFirstTime - nanoseconds(1), kLastTime + nanoseconds(1),
                               Timestamp::min(), Timestamp::max()}) {
    EXPECT_THROW(clock.set(time), Error);
    EXPECT_THROW(clock.move({.mode = ClockMode::automatic, .time = time}), Error);
    EXPECT_THROW(ManualClock{time}, Error);
  }
  EXPECT_EQ(clock.now(), start);
  EXPECT_EQ(clock.mode(), ClockMode::manual) << "nothing has changed";
  for (const Timestamp time : {kFirstTime, kLastTime}) {
    clock.set(time);
    EXPECT_EQ(clock.now(), time);
  }
}

TEST(ManualClock, ExplainsWhyItIsNotMoved) {
  ManualClock clock;
  const auto error_for = [&](const ClockMove& move) {
    try {
      clock.move(move);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_EQ(error_for({.advance = nanoseconds(-1)}),
            "a clock cannot be advanced by a negative step: time only moves forward");
  EXPECT_EQ(error_for({.advance = Duration::max()}),
            "a clock's time ends with the year 2261: the step leads beyond it");
  EXPECT_EQ(error_for({.time = kLastTime + nanoseconds(1)}),
            "a clock's time must be in the years 1678 to 2261, not 2262-01-01T00:00:00.000000000Z");
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

}  // namespace
}  // namespace wavespeed_mock::value_clock_test
