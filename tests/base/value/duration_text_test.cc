#include "base/value/duration_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::duration_text_test {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

TEST(ParseDuration, ReadsNumbersWithUnits) {
  struct Case {
    std::string_view text;
    std::int64_t nanoseconds;
  };
  const std::vector<Case> cases = {
      {"0", 0},
      {"0s", 0},
      {"0.0d", 0},
      {"1ns", 1},
      {"1us", 1'000},
      {"200ms", 200'000'000},
      {"2s", 2 * kSecond},
      {"1.5s", 1'500'000'000},
      {".5s", 500'000'000},
      {"3m", 180 * kSecond},
      {"1h", 3'600 * kSecond},
      {"7d", 7 * kDay},
      {"007s", 7 * kSecond},
      {"0.1s", 100'000'000},
      {"0.3ms", 300'000},
      {"1.1h", 3'960 * kSecond},
      {"0.5d", kDay / 2},
      // Rounded to the nearest nanosecond.
      {"1.0000000004s", kSecond},
      {"1.0000000006s", kSecond + 1},
      {"0.4ns", 0},
      {"0.6ns", 1},
      {"0.9999999999999s", kSecond},
      // More digits than a double has.
      {"9007199254740993ns", 9'007'199'254'740'993},
      {"9007199.254740993s", 9'007'199'254'740'993},
      {"3155759999999999999ns", 3'155'759'999'999'999'999},
      // Exactly 100 years.
      {"36525d", 36'525 * kDay},
      {"3155760000000000000ns", 36'525 * kDay},
  };
  for (const Case& c : cases) EXPECT_EQ(parse_duration(c.text), Duration(c.nanoseconds)) << c.text;
}

TEST(ParseDuration, RefusesEverythingElse) {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {// No number or no unit.
        ""sv, "s"sv, "1"sv, "0.0"sv, "00"sv, "."sv, ".s"sv, "5.s"sv, "1.2.3s"sv, "1..2s"sv,
        // Signs, exponents, infinity and NaN.
        "-1s"sv, "-0s"sv, "+1s"sv, "1e3s"sv, "1E3s"sv, "0x10s"sv, "inf"sv, "infs"sv, "infinityd"sv,
        "nan"sv, "nans"sv, "nand"sv,
        // Unknown units.
        "1S"sv, "1MS"sv, "1sec"sv, "1w"sv, "1y"sv, "1µs"sv, "1mss"sv, "s1"sv,
        // Spaces, lists and other punctuation.
        " 1s"sv, "1s "sv, "1 s"sv, "1\ts"sv, "1h30m"sv, "1s,2s"sv, "1,5s"sv, "1'000s"sv, "1s\0"sv,
        "\0"sv,
        // More than 100 years, and more than an integer holds.
        "36525.1d"sv, "36526d"sv, "876601h"sv, "3155760000000000001ns"sv, "106752d"sv,
        "9223372036854775808ns"sv, "99999999999999999999999s"sv}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
  EXPECT_EQ(parse_duration(std::string(1'000, '9') + "s"), std::nullopt);
}

TEST(DurationText, UsesTheLongestUnitThatDividesIt) {
  struct Case {
    std::int64_t nanoseconds;
    std::string text;
  };
  const std::vector<Case> cases = {
      {0, "0"},
      {1, "1ns"},
      {1'001, "1001ns"},
      {1'000, "1us"},
      {1'500'000'000, "1500ms"},
      {2 * kSecond, "2s"},
      {90 * kSecond, "90s"},
      {180 * kSecond, "3m"},
      {5'400 * kSecond, "90m"},
      {36 * 3'600 * kSecond, "36h"},
      {7 * kDay, "7d"},
      {7 * kDay + 1, "604800000000001ns"},
      {-2 * kSecond, "-2s"},
      {Duration::max().count(), "9223372036854775807ns"},
      {Duration::min().count(), "-9223372036854775808ns"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_text(Duration(c.nanoseconds)), c.text);
}

TEST(DurationForm, SaysTheRange) {
  EXPECT_EQ(range_text(Duration::zero(), kMaxDuration), "0 to 36525d");
  EXPECT_EQ(range_text(Duration(1), kMaxDuration), "above 0, up to 36525d");
  EXPECT_EQ(duration_form("5s"), "a duration from 0 to 36525d such as 5s");
  EXPECT_EQ(duration_form("7d", Duration(1)), "a duration above 0, up to 36525d, such as 7d");
  EXPECT_EQ(duration_form("9s", std::chrono::milliseconds(1), std::chrono::hours(24)),
            "a duration from 1ms to 1d such as 9s");
}

TEST(DurationText, RoundTripsExactly) {
  for (const std::int64_t unit : {std::int64_t{1}, std::int64_t{1'000}, std::int64_t{1'000'000},
                                  kSecond, 60 * kSecond, 3'600 * kSecond, kDay}) {
    for (std::int64_t count = 1; count <= 36'525 * kDay / unit; count = count * 3 + 1) {
      const Duration duration(count * unit);
      EXPECT_EQ(parse_duration(to_text(duration)), duration) << to_text(duration);
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::duration_text_test
