#include "base/value/timestamp.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::timestamp_test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;

// The parsed time as text, so that a failure shows both times readably.
std::string reread(std::string_view text) {
  const std::optional<Timestamp> time = parse_iso8601(text);
  return time ? to_rfc3339(*time) : "refused";
}

TEST(Rfc3339, WritesNineDigitsOfFraction) {
  struct Case {
    Timestamp time;
    std::string text;
  };
  const std::vector<Case> cases = {
      {Timestamp(), "1970-01-01T00:00:00.000000000Z"},
      {Timestamp(nanoseconds(1'747'634'955'948'268'264)), "2025-05-19T06:09:15.948268264Z"},
      {Timestamp(seconds(951'827'696)), "2000-02-29T12:34:56.000000000Z"},
      {Timestamp(seconds(4'107'542'399)), "2100-02-28T23:59:59.000000000Z"},
      {Timestamp(seconds(4'107'542'400)), "2100-03-01T00:00:00.000000000Z"},
      {Timestamp(nanoseconds(-1)), "1969-12-31T23:59:59.999999999Z"},
      {Timestamp(seconds(-86'400)), "1969-12-31T00:00:00.000000000Z"},
      {Timestamp(sys_days(year(1678) / 1 / 1)), "1678-01-01T00:00:00.000000000Z"},
      {Timestamp::max(), "2262-04-11T23:47:16.854775807Z"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(to_rfc3339(c.time), c.text);
    std::string appended = "at ";
    append_rfc3339(appended, c.time);
    EXPECT_EQ(appended, "at " + c.text);
  }
}

// Errors name a time that no clock may have.
TEST(Rfc3339, WritesEveryTimeOfTheType) {
  EXPECT_EQ(to_rfc3339(Timestamp::min()), "1677-09-21T00:12:43.145224192Z");
  EXPECT_EQ(to_rfc3339(Timestamp::max()), "2262-04-11T23:47:16.854775807Z");
  EXPECT_EQ(to_rfc3339(Timestamp(Duration(-1))), "1969-12-31T23:59:59.999999999Z");
}

TEST(Rfc3339, WritesDates) {
  EXPECT_EQ(to_date(sys_days(year(2025) / 5 / 9)), "2025-05-09");
  EXPECT_EQ(to_date(sys_days(year(1969) / 12 / 31)), "1969-12-31");
  EXPECT_EQ(to_date(sys_days(year(2024) / 2 / 29)), "2024-02-29");
}

TEST(Iso8601, ReadsTheDocumentedForms) {
  struct Case {
    std::string_view text;
    std::string time;
  };
  const std::string midnight = "2025-10-01T00:00:00.000000000Z";
  const std::string quarter_past = "2025-10-01T12:15:30.000000000Z";
  const std::vector<Case> cases = {
      // Dates alone.
      {"2025-10-01", midnight},
      {"2025-10-01Z", midnight},
      {"20251001", midnight},
      {"20251001z", midnight},
      // Separators, letters of either case, optional parts.
      {"2025-10-01T12:15:30Z", quarter_past},
      {"2025-10-01t12:15:30z", quarter_past},
      {"2025-10-01 12:15:30", quarter_past},
      {"2025-10-01T12:15", "2025-10-01T12:15:00.000000000Z"},
      {"2025-10-01T12:15Z", "2025-10-01T12:15:00.000000000Z"},
      {"20251001T121530Z", quarter_past},
      {"20251001 121530", quarter_past},
      {"20251001T1215Z", "2025-10-01T12:15:00.000000000Z"},
      // Fractions of any length, after "." or ",".
      {"2025-10-01T12:15:30.5Z", "2025-10-01T12:15:30.500000000Z"},
      {"2025-10-01T12:15:30,25Z", "2025-10-01T12:15:30.250000000Z"},
      {"20251001T121530.125Z", "2025-10-01T12:15:30.125000000Z"},
      {"2025-10-01T12:15:30.123456789", "2025-10-01T12:15:30.123456789Z"},
      {"2025-10-01T12:15:30.000000001Z", "2025-10-01T12:15:30.000000001Z"},
      {"2025-10-01T12:15:30.1234567899999999999999999Z", "2025-10-01T12:15:30.123456789Z"},
      {"2025-10-01T12:15:30.0000000000000000000000009Z", quarter_past},
      // Offsets.
      {"2025-10-01T20:15:30+08:00", quarter_past},
      {"2025-10-01T20:15:30+0800", quarter_past},
      {"2025-10-01T20:15:30+08", quarter_past},
      {"20251001T201530+0800", quarter_past},
      {"20251001T2015+08:00", "2025-10-01T12:15:00.000000000Z"},
      {"2025-10-01T08:45:30-03:30", quarter_past},
      {"2025-10-01T12:15:30-00:00", quarter_past},
      {"2025-10-01T12:15+00", "2025-10-01T12:15:00.000000000Z"},
      {"2025-10-01T20:15:30.75+08:00", "2025-10-01T12:15:30.750000000Z"},
      {"2025-01-01T00:00:00+00:01", "2024-12-31T23:59:00.000000000Z"},
      {"2025-09-30T00:01:00-23:59", midnight},
      // Midnight at the end of a day, and leap seconds.
      {"2025-09-30T24:00:00Z", midnight},
      {"2025-09-30T24:00", midnight},
      {"20250930T240000.000Z", midnight},
      {"2024-12-31T24:00:00Z", "2025-01-01T00:00:00.000000000Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000000Z"},
      {"2017-01-01T07:59:60.5+08:00", "2017-01-01T00:00:00.500000000Z"},
      // Leap years, times before 1970, and the first and the last representable time.
      {"2024-02-29", "2024-02-29T00:00:00.000000000Z"},
      {"2000-02-29T12:00Z", "2000-02-29T12:00:00.000000000Z"},
      {"1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999999Z"},
      {"1678-01-01T23:59:00+23:59", "1678-01-01T00:00:00.000000000Z"},
      {"2261-12-31T00:00:59.999999999-23:59", "2261-12-31T23:59:59.999999999Z"},
  };
  for (const Case& c : cases) EXPECT_EQ(reread(c.text), c.time) << c.text;
}

TEST(Iso8601, RefusesEverythingElse) {
  using namespace std::string_view_literals;
  for (const std::string_view text :
       {""sv, " "sv, "now"sv, "Z"sv, "1759276800"sv,
        // Dates and times that do not exist.
        "2025-13-01"sv, "2025-00-01"sv, "2025-10-00"sv, "2025-10-32"sv, "2025-02-30"sv,
        "2025-02-29"sv, "2100-02-29"sv, "1900-02-29"sv, "20250229"sv, "2025-04-31T00:00Z"sv,
        "2025-10-01T25:00:00Z"sv, "2025-10-01T12:60:00Z"sv, "2025-10-01T12:15:61Z"sv,
        "2025-10-01T24:00:01Z"sv, "2025-10-01T24:01:00Z"sv, "2025-10-01T24:00:00.1Z"sv,
        // Years outside the range of Timestamp.
        "0000-01-01"sv, "1677-12-31T23:59:59Z"sv, "2262-01-01"sv, "9999-12-31T23:59:59Z"sv,
        "12025-10-01"sv, "-2025-10-01"sv, "+2025-10-01"sv,
        // Missing digits and parts.
        "2025"sv, "2025-10"sv, "202510"sv, "25-10-01"sv, "2025-1-01"sv, "2025-10-1"sv,
        "2025-10-01T"sv, "2025-10-01 "sv, "2025-10-01T12"sv, "2025-10-01T12Z"sv, "2025-10-01T12:"sv,
        "2025-10-01T1:15"sv, "2025-10-01T12:5"sv, "2025-10-01T12:15:"sv, "2025-10-01T12:15:3Z"sv,
        "20251001T12153Z"sv, "20251001T121Z"sv, "20251001T12153"sv, "2025-10-01T12:15:30."sv,
        "2025-10-01T12:15:30.Z"sv, "2025-10-01T12:15:30,Z"sv, "2025-10-01T12:15.5Z"sv,
        "20251001T1215.5Z"sv, "2025-10-01T:15:30Z"sv,
        // Invalid offsets.
        "2025-10-01T12:15+"sv, "2025-10-01T12:15+8"sv, "2025-10-01T12:15+08:"sv,
        "2025-10-01T12:15+08:0"sv, "2025-10-01T12:15+080"sv, "2025-10-01T12:15+24:00"sv,
        "2025-10-01T12:15+08:60"sv, "2025-10-01T12:15+08:00:00"sv, "2025-10-01T12:15 +08:00"sv,
        "2025-10-01T12:15Z+08:00"sv, "2025-10-01T12:15+08:00Z"sv, "2025-10-01T12:15EST"sv,
        // A date alone is UTC.
        "2025-10-01+08:00"sv, "2025-10-01-05"sv, "20251001-05"sv,
        // Basic and extended form mixed.
        "2025-1001"sv, "202510-01"sv, "2025-10-01T121530Z"sv, "2025-10-01T1215"sv,
        "20251001T12:15:30Z"sv, "20251001T12:15"sv, "2025-10-01T12:1530Z"sv, "20251001T1215:30Z"sv,
        // Extra characters before, between and after the parts.
        " 2025-10-01"sv, "2025-10-01x"sv, "2025-10-01Zx"sv, "2025-10-01ZZ"sv, "2025-10-01\0"sv,
        "2025-10-01T12:15:30Z "sv, "2025-10-01T12:15:30 Z"sv, "2025-10-01  12:15:30Z"sv,
        "2025-10-01TT12:15:30Z"sv, "2025-10-01T12:15:30.5.5Z"sv, "2025-10-01T12:15:30.5,5Z"sv,
        "2025-10-01T12:15:30.+5Z"sv, "2025-10-01T12:15:-3Z"sv, "2025-10-01T-1:15:30Z"sv,
        "2025/10/01"sv, "01.10.2025"sv, "2025-10-01_12:15:30Z"sv, "2025-10-01T12.15.30Z"sv,
        // Forms of ISO 8601 that clients do not send: weeks, days of the year.
        "2025-W40-3"sv, "2025W403"sv, "2025-274"sv, "2025274"sv}) {
    EXPECT_EQ(reread(text), "refused") << text;
  }
}

TEST(Iso8601, RefusesALetterAtAnyPosition) {
  for (const std::string whole : {"2025-10-01T12:15:30.25+08:00", "20251001T121530.25+0800"}) {
    ASSERT_NE(reread(whole), "refused");
    for (std::size_t i = 0; i < whole.size(); ++i) {
      std::string text = whole;
      text[i] = 'x';
      EXPECT_EQ(reread(text), "refused") << text;
    }
  }
}

TEST(Iso8601, RoundTripsEveryDay) {
  constexpr sys_days kEnd = year(2262) / 1 / 1;
  for (sys_days day = year(1678) / 1 / 1; day < kEnd; day += std::chrono::days(1)) {
    ASSERT_EQ(parse_iso8601(to_date(day)), Timestamp(day)) << to_date(day);
  }
}

TEST(Iso8601, RoundTripsEveryMagnitudeOfTime) {
  for (std::int64_t size = 1; size < 8'000'000'000'000'000'000; size += size / 7 + 1) {
    for (const Timestamp time : {Timestamp(nanoseconds(size)), Timestamp(nanoseconds(-size))}) {
      EXPECT_EQ(parse_iso8601(to_rfc3339(time)), time) << to_rfc3339(time);
    }
  }
}

TEST(Iso8601, RefusesTimesThatLeaveTheYears) {
  for (const char* const text :
       {"2261-12-31T24:00:00-23:59", "2261-12-31T24:00:00Z", "2261-12-31T23:59:60Z",
        "2261-12-31T23:59:59.999999999-00:01", "1678-01-01T00:00:00+00:01",
        "1678-01-01T00:00:00+23:59", "16780101T0000+08"}) {
    EXPECT_EQ(reread(text), "refused") << text;
  }
  EXPECT_EQ(reread("2261-12-31T23:59:59.999999999Z"), "2261-12-31T23:59:59.999999999Z");
  EXPECT_EQ(reread("2261-12-31T24:00:00+00:01"), "2261-12-31T23:59:00.000000000Z");
  EXPECT_EQ(reread("1678-01-01T00:00:00Z"), "1678-01-01T00:00:00.000000000Z");
  EXPECT_EQ(reread("1678-01-01T00:00:00-00:01"), "1678-01-01T00:01:00.000000000Z");
}

// Texts of every form, most of them valid, with numbers at and beyond their limits.
TEST(Iso8601, ReadsBackWhatItWroteOfAnythingItRead) {
  std::mt19937_64 random(1);
  const auto one_of = [&](std::initializer_list<std::string_view> texts) {
    return std::string(texts.begin()[random() % texts.size()]);
  };
  int read = 0;
  for (int i = 0; i < 50'000; ++i) {
    const bool extended = random() % 2 == 0;
    const std::string dash = extended ? "-" : "";
    const std::string colon = extended ? ":" : "";
    std::string text = one_of({"1677", "1678", "1970", "2024", "2261", "2262"}) + dash +
                       one_of({"01", "02", "12", "13"}) + dash + one_of({"01", "28", "29", "31"});
    if (random() % 8 != 0) {
      text +=
          one_of({"T", "t", " "}) + one_of({"00", "23", "24"}) + colon + one_of({"00", "59", "60"});
      if (random() % 2 == 0) text += colon + one_of({"00", "59", "60"});
      if (random() % 2 == 0)
        text += one_of({".", ","}) + one_of({"0", "9", "999999999", "0000000009"});
    }
    text += one_of({"", "Z", "+00:01", "-00:01", "+23:59", "-23:59", "+2359", "-08"});
    const auto time = parse_iso8601(text);
    if (!time) continue;
    ++read;
    EXPECT_EQ(parse_iso8601(to_rfc3339(*time)), time) << text;
  }
  EXPECT_GT(read, 2'000);
}

TEST(Timestamp, LaterStopsAtTheMaximum) {
  const Timestamp start = *parse_iso8601("2026-01-01T00:00:00Z");
  const Duration century = std::chrono::hours(24 * 36525);
  EXPECT_EQ(later(start, std::chrono::seconds(1)), start + std::chrono::seconds(1));
  Timestamp time = start;
  for (int i = 0; i < 5; ++i) time = later(time, century);
  EXPECT_EQ(to_rfc3339(time), "2261-12-31T23:59:59.999999999Z");
}

// The time from the first moment to the last is longer than a Duration can be.
TEST(Timestamp, LaterStartsAtAnyMoment) {
  const Timestamp first = *parse_iso8601("1678-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(later(first, std::chrono::hours(24))), "1678-01-02T00:00:00.000000000Z");
  EXPECT_EQ(to_rfc3339(later(first, Duration::max())), "1970-04-12T23:47:16.854775807Z");
}

}  // namespace
}  // namespace wavespeed_mock::timestamp_test
