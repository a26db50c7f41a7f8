#include "base/value/clock_option.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "base/value/timestamp.h"

namespace wavespeed_mock::clock_option_test {
namespace {

TEST(ParseClockMode, ReadsTheFourModes) {
  EXPECT_EQ(parse_clock_mode("real")->mode, ClockMode::real);
  EXPECT_EQ(parse_clock_mode("manual")->mode, ClockMode::manual);
  EXPECT_EQ(parse_clock_mode("auto")->mode, ClockMode::automatic);
  const auto scaled = parse_clock_mode("scaled:2.5");
  ASSERT_TRUE(scaled);
  EXPECT_EQ(scaled->mode, ClockMode::scaled);
  EXPECT_EQ(scaled->factor, 2.5);
}

TEST(ParseClockMode, RefusesEverythingElse) {
  for (const std::string text : {"", "Real", "scaled", "scaled:", "scaled:0", "scaled:-1",
                                 "scaled:1e7", "scaled:nan", "scaled:2x", " manual"}) {
    EXPECT_FALSE(parse_clock_mode(text)) << text;
  }
}

TEST(ClockModeText, IsReadAgain) {
  for (const std::string text : {"real", "manual", "auto", "scaled:100", "scaled:0.25"}) {
    const auto choice = parse_clock_mode(text);
    ASSERT_TRUE(choice) << text;
    EXPECT_EQ(to_text(choice->mode, choice->factor), text);
  }
}

TEST(MakeClock, FollowsTheOptions) {
  EXPECT_EQ(to_rfc3339(make_clock({}, ClockMode::manual)->now()), "2026-01-01T00:00:00.000000000Z");
  const auto late =
      make_clock({.clock_mode = "auto", .clock_start = "2031-05-01"}, ClockMode::real);
  EXPECT_EQ(to_rfc3339(late->now()), "2031-05-01T00:00:00.000000000Z");
  EXPECT_EQ(late->movable()->mode(), ClockMode::automatic);

  const auto real = make_clock({}, ClockMode::real);
  const Timestamp before = system_clock()->now();
  const Timestamp time = real->now();
  EXPECT_GE(time, before);
  EXPECT_LE(time, system_clock()->now());

  const auto own = std::make_shared<ManualClock>();
  EXPECT_EQ(make_clock({.clock = own}, ClockMode::real), own);
}

std::string complaint(const Options& options) {
  try {
    (void)make_clock(options, ClockMode::manual);
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(MakeClock, NamesWhatIsWrong) {
  EXPECT_EQ(complaint({.clock_mode = "fast"}),
            "clock_mode must be \"real\", \"scaled:100\" (a factor above 0, at most 1000000), "
            "\"manual\" or \"auto\", not \"fast\"");
  EXPECT_EQ(complaint({.clock_start = "noon"}),
            "clock_start must be a time such as \"2026-01-01T00:00:00Z\", not \"noon\"");
  EXPECT_EQ(complaint({.clock_mode = "auto", .clock = system_clock()}),
            "a clock of your own leaves no choice: clock_mode and clock_start must be empty");
}

}  // namespace
}  // namespace wavespeed_mock::clock_option_test
