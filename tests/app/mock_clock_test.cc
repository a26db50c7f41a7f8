#include "app/mock_clock.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::mock_clock_test {
namespace {

TEST(MakeClock, FollowsTheOptions) {
  EXPECT_EQ(to_rfc3339(make_clock({}, ClockMode::manual)->now()), "2026-01-01T00:00:00.000000000Z");
  const auto late =
      make_clock({.clock_mode = "auto", .clock_start = "2031-05-01"}, ClockMode::real);
  EXPECT_EQ(to_rfc3339(late->now()), "2031-05-01T00:00:00.000000000Z");
  EXPECT_EQ(dynamic_cast<TestClock&>(*late).mode(), ClockMode::automatic);

  const auto real = make_clock({}, ClockMode::real);
  const Timestamp before = wall_clock()->now();
  const Timestamp time = real->now();
  EXPECT_GE(time, before);
  EXPECT_LE(time, wall_clock()->now());

  const auto own = std::make_shared<ManualClock>();
  EXPECT_EQ(make_clock({.clock = own}, ClockMode::real), own);
}

std::string error_of(const Options& options) {
  try {
    (void)make_clock(options, ClockMode::manual);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(MakeClock, ExplainsInvalidOptions) {
  EXPECT_EQ(error_of({.clock_mode = "fast"}),
            "clock_mode must be \"real\", \"scaled:100\" (a factor above 0, at most 1000000), "
            "\"manual\" or \"auto\", not \"fast\"");
  EXPECT_EQ(error_of({.clock_start = "noon"}),
            "clock_start must be a time such as \"2026-01-01T00:00:00Z\", not \"noon\"");
  EXPECT_EQ(error_of({.clock_mode = "auto", .clock = wall_clock()}),
            "a clock of your own leaves no choice: clock_mode and clock_start must be empty");
}

}  // namespace
}  // namespace wavespeed_mock::mock_clock_test
