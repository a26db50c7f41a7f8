#include "base/value/clock_option.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>

#include "wavespeed_mock/error.h"

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

TEST(ClockSetting, TakesEveryFactorAboveNothingUpToTheFastest) {
  for (const double factor : {1e-9, 0.5, 100.0, ClockSetting::kMaxFactor}) {
    EXPECT_TRUE(is_valid(ClockSetting::scaled(factor))) << factor;
  }
  for (const double factor : {0.0, -1.0, ClockSetting::kMaxFactor * 1.001, std::nan("")}) {
    EXPECT_FALSE(is_valid(ClockSetting::scaled(factor))) << factor;
    EXPECT_THROW(TestClock(ClockMode::scaled, std::nullopt, factor), Error) << factor;
  }
  EXPECT_TRUE(is_valid(ClockMode::manual));
}

TEST(ClockModeText, CanBeParsedAgain) {
  for (const std::string text : {"real", "manual", "auto", "scaled:100", "scaled:0.25"}) {
    const auto choice = parse_clock_mode(text);
    ASSERT_TRUE(choice) << text;
    EXPECT_EQ(to_text(choice->mode, choice->factor), text);
  }
}

}  // namespace
}  // namespace wavespeed_mock::clock_option_test
