#include "load_generator/plots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/load_report.h"

namespace wavespeed_mock::load::plots_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

// The y coordinate of the last point of the path with that class; larger is lower.
double last_height(const std::string& svg, const std::string& kind) {
  const std::size_t begin = svg.find("<path class=\"" + kind);
  const std::size_t end = svg.find("\"/>", begin);
  return std::strtod(svg.c_str() + svg.rfind(' ', end) + 1, nullptr);
}

TEST(LatencyPlot, MarksPercentilesAndTimes) {
  const std::string svg = latency_plot(full_report().stats.latency);
  for (const char* const mark : {">p50<", ">p90<", ">p99<", ">p99.9<", ">p99.99<", ">1 ms<",
                                 ">2 ms<", ">100 ms<", ">1 s<"}) {
    EXPECT_THAT(svg, HasSubstr(mark));
  }
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

TEST(LatencyPlot, MarksOnlyPowersOfTenInAWideRange) {
  Histogram wide;
  for (int i = 0; i < 10'000; ++i) wide.record(milliseconds(1));
  for (int i = 0; i < 100; ++i) wide.record(seconds(20));
  wide.record(std::chrono::microseconds(1));
  const std::string svg = latency_plot(wide);
  EXPECT_THAT(svg, HasSubstr(">10 ms<"));
  EXPECT_THAT(svg, Not(HasSubstr(">20 ms<")));
}

TEST(LatencyPlot, IsAFlatLineForASingleLatency) {
  Histogram one;
  one.record(milliseconds(10));
  EXPECT_NEAR(last_height(latency_plot(one), "line"), (16 + 250) / 2.0, 1);
}

TEST(ThroughputPlot, ReachesFromZeroToARoundNumber) {
  ThroughputSeries line;
  for (int i = 0; i < 100; ++i) line.record(milliseconds(i * 10), milliseconds(1), false);
  const std::string svg = throughput_plot(line);
  EXPECT_THAT(svg, HasSubstr(">0<"));
  EXPECT_THAT(svg, HasSubstr(">100<"));
  EXPECT_THAT(svg, HasSubstr(">1 s<"));
  EXPECT_NEAR(last_height(svg, "line"), 16, 0.1);
  EXPECT_THAT(svg, Not(HasSubstr("class=\"error\"")));
}

TEST(ThroughputPlot, ShowsASingleError) {
  ThroughputSeries line;
  for (int i = 0; i < 100'000; ++i) line.record(milliseconds(1), milliseconds(1), i == 0);
  EXPECT_THAT(throughput_plot(line), HasSubstr("class=\"error\""));
}

TEST(ThroughputPlot, CanBeEmpty) {
  const std::string svg = throughput_plot(ThroughputSeries());
  EXPECT_THAT(svg, HasSubstr("<svg"));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace wavespeed_mock::load::plots_test
