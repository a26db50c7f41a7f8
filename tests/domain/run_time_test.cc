#include "domain/run_time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_complaint.h"

namespace wavespeed_mock {

bool operator==(const Distribution& a, const Distribution& b) {
  return a.shape == b.shape && a.first == b.first && a.second == b.second && a.sigma == b.sigma;
}

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using Shape = Distribution::Shape;

constexpr std::uint64_t kDraws = 10'000;
const Draws kAccount(7, "key");

Distribution parsed(std::string_view text) {
  const auto distribution = parse_distribution(text);
  EXPECT_TRUE(distribution) << text;
  return distribution.value_or(Distribution{});
}

// What 10,000 tasks draw, shortest first.
std::vector<Duration> sorted_draws(std::string_view text) {
  const Distribution distribution = parsed(text);
  std::vector<Duration> times;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    times.push_back(draw(distribution, kAccount, Purpose::run_time, i));
  }
  std::sort(times.begin(), times.end());
  return times;
}

double in_seconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

double quantile(const std::vector<Duration>& sorted, double part) {
  return in_seconds(sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size()))]);
}

Model model_that_takes(std::string_view text) {
  Model model;
  model.run_time = parsed(text);
  return model;
}

TEST(ParseDistribution, ReadsTheThreeShapes) {
  struct Case {
    std::string_view text;
    Distribution distribution;
  };
  const std::vector<Case> cases = {
      {"fixed:200ms", {.shape = Shape::fixed, .first = milliseconds(200)}},
      {"fixed:0", {.shape = Shape::fixed}},
      {"uniform:1s,3s", {.shape = Shape::uniform, .first = seconds(1), .second = seconds(3)}},
      {"uniform:2s,2s", {.shape = Shape::uniform, .first = seconds(2), .second = seconds(2)}},
      {"uniform:0,1.5s", {.shape = Shape::uniform, .second = milliseconds(1'500)}},
      {"lognormal:2s,0.5", {.shape = Shape::lognormal, .first = seconds(2), .sigma = 0.5}},
      {"lognormal:3m,0", {.shape = Shape::lognormal, .first = seconds(180)}},
      {"lognormal:1s,5", {.shape = Shape::lognormal, .first = seconds(1), .sigma = 5}},
  };
  for (const Case& c : cases) {
    const auto distribution = parse_distribution(c.text);
    ASSERT_TRUE(distribution) << c.text;
    EXPECT_TRUE(*distribution == c.distribution) << c.text;
  }
}

TEST(ParseDistribution, RefusesEverythingElse) {
  for (const std::string_view text : {"",
                                      "fixed",
                                      "fixed:",
                                      "fixed:1",
                                      "fixed:-1s",
                                      "fixed:1s,2s",
                                      "fixed:1s ",
                                      " fixed:1s",
                                      "Fixed:1s",
                                      "fixed=1s",
                                      "200ms",
                                      "uniform:",
                                      "uniform:1s",
                                      "uniform:1s,",
                                      "uniform:,1s",
                                      "uniform:3s,1s",
                                      "uniform:1s,2s,3s",
                                      "uniform:1s, 2s",
                                      "lognormal:2s",
                                      "lognormal:2s,",
                                      "lognormal:2s,5.1",
                                      "lognormal:2s,-0.1",
                                      "lognormal:2s,nan",
                                      "lognormal:2s,inf",
                                      "lognormal:2s,0.5s",
                                      "lognormal:2s, 0.5",
                                      "lognormal:0.5,2s",
                                      "normal:2s,0.5",
                                      "fixed:36526d",
                                      "brisk"}) {
    EXPECT_EQ(parse_distribution(text), std::nullopt) << text;
  }
}

TEST(Draw, IsTheFixedTime) {
  const auto times = sorted_draws("fixed:200ms");
  EXPECT_EQ(times.front(), milliseconds(200));
  EXPECT_EQ(times.back(), milliseconds(200));
}

TEST(Draw, IsUniformBetweenBothEnds) {
  const auto times = sorted_draws("uniform:1s,3s");
  EXPECT_GE(times.front(), seconds(1));
  EXPECT_LE(times.back(), seconds(3));
  EXPECT_NEAR(quantile(times, 0.1), 1.2, 0.03);
  EXPECT_NEAR(quantile(times, 0.5), 2.0, 0.03);
  EXPECT_NEAR(quantile(times, 0.9), 2.8, 0.03);
}

TEST(Draw, IsLognormalAroundTheMedian) {
  const auto times = sorted_draws("lognormal:2s,0.5");
  EXPECT_GT(times.front(), Duration::zero());
  // One deviation of the logarithm below, the median, and one above.
  EXPECT_NEAR(quantile(times, 0.1587), 2 * std::exp(-0.5), 0.05);
  EXPECT_NEAR(quantile(times, 0.5), 2, 0.05);
  EXPECT_NEAR(quantile(times, 0.8413), 2 * std::exp(0.5), 0.1);
}

TEST(Draw, IsTheMedianWithoutDeviation) {
  const auto times = sorted_draws("lognormal:2s,0");
  EXPECT_EQ(times.front(), seconds(2));
  EXPECT_EQ(times.back(), seconds(2));
}

TEST(Draw, IsBounded) {
  const auto wild = sorted_draws("lognormal:2s,5");
  EXPECT_GE(wild.front(), Duration::zero());
  EXPECT_EQ(wild.back(), seconds(2'000)) << "a thousand medians";

  const auto endless = sorted_draws("lognormal:36525d,5");
  EXPECT_GE(endless.front(), Duration::zero());
  EXPECT_EQ(endless.back(), std::chrono::days(36'525)) << "a hundred years";
}

TEST(Draw, DependsOnSeedKeyPurposeAndOrdinalOnly) {
  const Distribution distribution = parsed("uniform:1s,3s");
  const auto time = [&](const Draws& draws, Purpose purpose, std::uint64_t ordinal) {
    return draw(distribution, draws, purpose, ordinal);
  };
  const Duration first = time(kAccount, Purpose::run_time, 0);
  EXPECT_EQ(time(Draws(7, "key"), Purpose::run_time, 0), first);
  EXPECT_NE(time(Draws(8, "key"), Purpose::run_time, 0), first);
  EXPECT_NE(time(Draws(7, "other"), Purpose::run_time, 0), first);
  EXPECT_NE(time(kAccount, Purpose::pickup_time, 0), first);
  EXPECT_NE(time(kAccount, Purpose::run_time, 1), first);
}

// Pickup and run of task 0.
struct Times {
  Duration pickup;
  Duration run;
};

Times times_of(std::string_view option, const Model& model, std::uint64_t ordinal = 0) {
  const LatencyPolicy policy(option);
  return {policy.pickup_time(model, kAccount, ordinal), policy.run_time(model, kAccount, ordinal)};
}

TEST(LatencyPolicy, InstantTakesNoTime) {
  const Times times = times_of("instant", model_that_takes("fixed:80s"));
  EXPECT_EQ(times.pickup, Duration::zero());
  EXPECT_EQ(times.run, Duration::zero());
}

TEST(LatencyPolicy, BriskTakesAboutASecondForEveryModel) {
  const Model model = model_that_takes("fixed:80s");
  std::vector<Duration> totals;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const Times times = times_of("brisk", model, i);
    ASSERT_GT(times.pickup, Duration::zero()) << "`created` can be seen";
    ASSERT_GT(times.run, Duration::zero()) << "and `processing`";
    totals.push_back(times.pickup + times.run);
  }
  std::sort(totals.begin(), totals.end());
  EXPECT_NEAR(quantile(totals, 0.5), 0.95, 0.05);
  EXPECT_GT(totals.front(), milliseconds(200));
  EXPECT_LT(totals.back(), seconds(4));
}

TEST(LatencyPolicy, RealisticTakesWhatTheModelTakes) {
  const Model model = model_that_takes("fixed:80s");
  std::vector<Duration> pickups;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const Times times = times_of("realistic", model, i);
    ASSERT_EQ(times.run, seconds(80));
    pickups.push_back(times.pickup);
  }
  std::sort(pickups.begin(), pickups.end());
  EXPECT_NEAR(quantile(pickups, 0.5), 0.3, 0.01);
}

TEST(LatencyPolicy, TakesOneDistributionForAll) {
  const Times times = times_of("fixed:200ms", model_that_takes("fixed:80s"));
  EXPECT_EQ(times.pickup, Duration::zero());
  EXPECT_EQ(times.run, milliseconds(200));
}

TEST(LatencyPolicy, LeavesAModelAloneThatKeepsItsRunTime) {
  Model model = model_that_takes("fixed:10m");
  model.keep_run_time = true;
  for (const std::string_view option : {"realistic", "brisk", "instant", "uniform:1s,3s"}) {
    const Times times = times_of(option, model);
    EXPECT_EQ(times.pickup, Duration::zero()) << option;
    EXPECT_EQ(times.run, std::chrono::minutes(10)) << option;
  }
}

TEST(LatencyPolicy, DrawsPickupAndRunApart) {
  const Times times = times_of("realistic", model_that_takes("lognormal:300ms,0.5"));
  EXPECT_NE(times.pickup, times.run);
}

TEST(LatencyPolicy, SaysWhatWouldBeRight) {
  for (const std::string option : {"", "Brisk", "off", "fast", "fixed:1", "200ms"}) {
    EXPECT_EQ(complaint_of([&] { LatencyPolicy{option}; }),
              "latency must be \"realistic\", \"brisk\", \"instant\", \"fixed:200ms\", "
              "\"uniform:1s,3s\" or \"lognormal:2s,0.5\", not \"" +
                  option + "\"");
  }
}

TEST(ApiLatency, IsOffOrADistribution) {
  EXPECT_EQ(parse_api_latency("off"), std::nullopt);
  EXPECT_TRUE(parse_api_latency("fixed:40ms") == parse_distribution("fixed:40ms"));
  for (const std::string option : {"", "Off", "brisk", "40ms"}) {
    EXPECT_EQ(complaint_of([&] { static_cast<void>(parse_api_latency(option)); }),
              "api_latency must be \"off\", \"fixed:200ms\", \"uniform:1s,3s\" or "
              "\"lognormal:2s,0.5\", not \"" +
                  option + "\"");
  }
}

}  // namespace
}  // namespace wavespeed_mock
