#include "base/http/http_date.h"

#include <gtest/gtest.h>

#include "base/value/timestamp.h"

namespace wavespeed_mock::http_date_test {
namespace {

std::string http_date(std::string_view time) {
  return to_http_date(parse_iso8601(time).value());
}

TEST(HttpDate, IsWrittenAsHttpRequires) {
  EXPECT_EQ(http_date("1994-11-06T08:49:37Z"), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date("2026-01-01T00:00:00Z"), "Thu, 01 Jan 2026 00:00:00 GMT");
  EXPECT_EQ(http_date("2024-02-29T23:59:59.999999999Z"), "Thu, 29 Feb 2024 23:59:59 GMT");
  EXPECT_EQ(http_date("1969-12-31T23:59:59.5Z"), "Wed, 31 Dec 1969 23:59:59 GMT");
}

TEST(HttpDate, CanBeParsedAgain) {
  const auto read = [](const char* text) { return parse_http_date(text); };
  EXPECT_EQ(read("Sun, 06 Nov 1994 08:49:37 GMT"), parse_iso8601("1994-11-06T08:49:37Z"));
  EXPECT_EQ(read("Thu, 29 Feb 2024 23:59:59 GMT"), parse_iso8601("2024-02-29T23:59:59Z"));
  for (const char* const wrong :
       {"", "120", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
    EXPECT_EQ(read(wrong), std::nullopt) << wrong;
  }
}

TEST(HttpDate, ReadsBackEveryMagnitudeOfTime) {
  for (std::int64_t size = 1; size < 9'000'000'000; size += size / 7 + 1) {
    for (const std::int64_t seconds : {size, -size}) {
      const Timestamp time{std::chrono::seconds(seconds)};
      EXPECT_EQ(parse_http_date(to_http_date(time)), time) << to_http_date(time);
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::http_date_test
