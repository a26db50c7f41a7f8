#include "base/value/month.h"

#include <gtest/gtest.h>

#include "base/value/timestamp.h"

namespace wavespeed_mock::month_test {
namespace {

using std::chrono::nanoseconds;

TEST(Month, ContainsItsDaysInUtc) {
  const Timestamp march = *parse_iso8601("2024-03-01");
  EXPECT_EQ(month_text(month_of(march)), "2024-03");
  EXPECT_EQ(month_text(month_of(march - nanoseconds(1))), "2024-02");
}

TEST(Month, HasAFirstAndALastNanosecond) {
  const auto february = parse_month("2024-02");
  ASSERT_TRUE(february);
  EXPECT_EQ(february->first, *parse_iso8601("2024-02-01"));
  EXPECT_EQ(february->second, *parse_iso8601("2024-03-01") - nanoseconds(1)) << "a leap year";
  EXPECT_EQ(parse_month("2025-12")->second, *parse_iso8601("2026-01-01") - nanoseconds(1));
}

TEST(Month, CanBeReadBackFromTheFirstToTheLast) {
  const auto end = std::chrono::year(2262) / std::chrono::January;
  for (auto month = std::chrono::year(1678) / std::chrono::January; month < end;
       month += std::chrono::months(1)) {
    const auto read = parse_month(month_text(month));
    ASSERT_TRUE(read) << month_text(month);
    EXPECT_EQ(month_of(read->first), month);
    EXPECT_EQ(month_of(read->second), month);
  }
  EXPECT_FALSE(parse_month("1677-12"));
  EXPECT_FALSE(parse_month("2262-01"));
}

TEST(Month, RefusesInvalidText) {
  for (const char* const text : {"", "2024", "2024-13", "2024-2", "2024-02-01", "24-02", "Feb"}) {
    EXPECT_FALSE(parse_month(text)) << text;
  }
}

}  // namespace
}  // namespace wavespeed_mock::month_test
