#include "app/mock_clock.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/value/timestamp.h"
#include "support/domain_error.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::mock_clock_test {
namespace {

TEST(MakeClock, FollowsTheOptions) {
  EXPECT_EQ(to_rfc3339(make_clock({}, ClockMode::manual)->now()), "2026-01-01T00:00:00.000000000Z");
  const auto late =
      make_clock({.clock_mode = ClockMode::automatic, .clock_start = parse_iso8601("2031-05-01")},
                 ClockMode::real);
  EXPECT_EQ(to_rfc3339(late->now()), "2031-05-01T00:00:00.000000000Z");
  EXPECT_EQ(dynamic_cast<TestClock&>(*late).mode(), ClockMode::automatic);

  const auto real = make_clock({}, ClockMode::real);
  const Timestamp before = wall_clock()->now();
  const Timestamp time = real->now();
  EXPECT_GE(time, before);
  EXPECT_LE(time, wall_clock()->now());

  const auto fast = make_clock({.clock_mode = ClockSetting::scaled(100)}, ClockMode::manual);
  EXPECT_EQ(fast->movable()->mode(), ClockMode::scaled);
  EXPECT_EQ(fast->movable()->factor(), 100);

  const auto own = std::make_shared<ManualClock>();
  EXPECT_EQ(make_clock({.clock = own}, ClockMode::real), own);
}

std::string error_for(const Options& options) {
  return error_of([&] { (void)make_clock(options, ClockMode::manual); });
}

TEST(MakeClock, RefusesOptionsThatAUsersClockReplaces) {
  const std::string message =
      "a clock of your own leaves no choice: clock_mode and clock_start must not be set";
  EXPECT_EQ(error_for({.clock_mode = ClockMode::automatic, .clock = wall_clock()}), message);
  EXPECT_EQ(error_for({.clock_start = Timestamp(), .clock = wall_clock()}), message);
}

TEST(MakeClock, RefusesAStartOutsideTheYears1678To2261) {
  EXPECT_EQ(error_for({.clock_start = kLastTime + Duration(1)}),
            "clock_start must be in the years 1678 to 2261, not 2262-01-01T00:00:00.000000000Z");
  EXPECT_EQ(error_for({.clock_start = kFirstTime}), "");
}

}  // namespace
}  // namespace wavespeed_mock::mock_clock_test
