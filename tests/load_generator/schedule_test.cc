#include "load_generator/schedule.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::load::schedule_test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Schedule, StartsAtOnceAndKeepsItsRate) {
  Schedule schedule(500, 0, 1);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(schedule.next(), milliseconds(2 * i));
    schedule.advance();
  }
}

TEST(Schedule, IsSharedByThreads) {
  Schedule first(1000, 0, 3);
  Schedule last(1000, 2, 3);
  EXPECT_EQ(first.next(), milliseconds(0));
  EXPECT_EQ(last.next(), milliseconds(2));
  first.advance();
  last.advance();
  EXPECT_EQ(first.next(), milliseconds(3));
  EXPECT_EQ(last.next(), milliseconds(5));
}

TEST(Schedule, DoesNotDrift) {
  // A third of a second is not a whole number of nanoseconds; a sum of rounded steps would drift.
  Schedule schedule(3, 0, 1);
  for (int i = 0; i < 3 * 3600; ++i) schedule.advance();
  EXPECT_EQ(schedule.next(), hours(1));
}

TEST(Schedule, MayBeSlowerThanOncePerSecond) {
  Schedule schedule(0.001, 0, 1);
  schedule.advance();
  EXPECT_EQ(schedule.next(), std::chrono::seconds(1000));
}

}  // namespace
}  // namespace wavespeed_mock::load::schedule_test
