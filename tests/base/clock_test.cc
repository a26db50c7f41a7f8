#include "wavespeed_mock/clock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "base/timestamp.h"

namespace wavespeed_mock {
namespace {

using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

TEST(ManualClock, StartsWithTheYear2026) {
  EXPECT_EQ(to_rfc3339(ManualClock().now()), "2026-01-01T00:00:00.000000000Z");
}

TEST(ManualClock, StartsWhereItIsTold) {
  EXPECT_EQ(ManualClock(Timestamp(nanoseconds(-1))).now(), Timestamp(nanoseconds(-1)));
}

TEST(ManualClock, StandsStillBetweenSteps) {
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
  EXPECT_THROW(clock.advance(nanoseconds(-1)), std::invalid_argument);
  EXPECT_THROW(clock.advance(Duration::min()), std::invalid_argument);
  EXPECT_EQ(clock.now(), start);
}

// Beyond the last nanosecond the count would wrap round to the year 1677.
TEST(ManualClock, RefusesAStepBeyondTheEndOfTime) {
  ManualClock clock;
  const Timestamp start = clock.now();
  EXPECT_THROW(clock.advance(Duration::max()), std::invalid_argument);
  EXPECT_EQ(clock.now(), start);

  clock.advance(Timestamp::max() - start);
  EXPECT_EQ(clock.now(), Timestamp::max());
  EXPECT_THROW(clock.advance(nanoseconds(1)), std::invalid_argument);
  clock.advance(Duration::zero());
  EXPECT_EQ(clock.now(), Timestamp::max());
}

TEST(ManualClock, TakesTheLongestStepFromBeforeTheEpoch) {
  ManualClock clock(Timestamp(nanoseconds(-1)));
  clock.advance(Duration::max());
  EXPECT_EQ(clock.now(), Timestamp(Duration::max() - nanoseconds(1)));
}

TEST(ManualClock, LosesNoStepOfSeveralThreads) {
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

TEST(ManualClock, ComesToAMomentOnlyByBeingMoved) {
  ManualClock clock;
  const Timestamp due = clock.now() + seconds(1);
  EXPECT_EQ(clock.wall_time_until(due), Duration::max());
  EXPECT_EQ(clock.wall_time_until(clock.now()), Duration::zero());
  clock.advance(seconds(1));
  EXPECT_EQ(clock.wall_time_until(due), Duration::zero());
}

TEST(ManualClock, TellsOfEachMoveWhileTheHandleLives) {
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

TEST(ManualClock, MayEndBeforeItsHandles) {
  auto clock = std::make_unique<ManualClock>();
  const auto handle = clock->on_move([] {});
  clock.reset();
}

// Afterwards what the call refers to may be gone.
TEST(ManualClock, EndsAHandleOnlyWhenNoCallIsUnderWay) {
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

// Goes as the wall does, from a moment of its own.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Timestamp time) : time_(time) {}
  Timestamp now() const override { return time_; }

 private:
  Timestamp time_;
};

TEST(Clock, GoesAsTheWallDoesUnlessItSaysOtherwise) {
  FixedClock clock(Timestamp(seconds(100)));
  EXPECT_EQ(clock.wall_time_until(Timestamp(seconds(107))), seconds(7));
  EXPECT_EQ(clock.wall_time_until(Timestamp(seconds(100))), Duration::zero());
  EXPECT_EQ(clock.wall_time_until(Timestamp(seconds(-9))), Duration::zero());
  EXPECT_EQ(clock.wall_time_until(Timestamp::max()), Timestamp::max() - clock.now());
  EXPECT_EQ(FixedClock(Timestamp::min()).wall_time_until(Timestamp::max()), Duration::max());
  EXPECT_EQ(clock.on_move([] { FAIL() << "nobody moves it"; }), nullptr);
}

TEST(SystemClock, AgreesWithTheStandardLibrary) {
  const std::shared_ptr<Clock> clock = system_clock();
  // A machine's time may be set back between the calls; by a day is not to be expected.
  const Duration off = clock->now() - Timestamp(std::chrono::system_clock::now());
  EXPECT_LT(std::chrono::abs(off), hours(24));
}

}  // namespace
}  // namespace wavespeed_mock
