#include "load_generator/number_format.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::load::number_format_test {
namespace {

using std::chrono::nanoseconds;

TEST(NumberFormat, GroupsDigits) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

TEST(NumberFormat, ShowsSmallRatesMoreExactly) {
  EXPECT_EQ(rate_text(0), "0.0");
  EXPECT_EQ(rate_text(7.25), "7.2");
  EXPECT_EQ(rate_text(123456.7), "123,457");
}

TEST(NumberFormat, ShowsThreeDigitsOfALatency) {
  EXPECT_EQ(latency_text(nanoseconds(0)), "0 ns");
  EXPECT_EQ(latency_text(nanoseconds(999)), "999 ns");
  EXPECT_EQ(latency_text(nanoseconds(1'000)), "1.00 µs");
  EXPECT_EQ(latency_text(nanoseconds(12'340)), "12.3 µs");
  EXPECT_EQ(latency_text(nanoseconds(9'999)), "10.0 µs");
  EXPECT_EQ(latency_text(nanoseconds(99'960)), "100 µs");
  EXPECT_EQ(latency_text(nanoseconds(999'400)), "999 µs");
  EXPECT_EQ(latency_text(nanoseconds(999'600)), "1.00 ms");
  EXPECT_EQ(latency_text(nanoseconds(2'500'000'000)), "2.50 s");
  EXPECT_EQ(latency_text(std::chrono::hours(1)), "3600 s");
}

TEST(NumberFormat, ShowsBytesAndPercentages) {
  EXPECT_EQ(bytes_text(0), "0 B");
  EXPECT_EQ(bytes_text(1023), "1023 B");
  EXPECT_EQ(bytes_text(1536), "1.5 KiB");
  EXPECT_EQ(bytes_text(std::uint64_t{5} << 40), "5.0 TiB");
  EXPECT_EQ(percent(0.937), "94 %");
}

}  // namespace
}  // namespace wavespeed_mock::load::number_format_test
