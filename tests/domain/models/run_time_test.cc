#include "domain/models/run_time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

namespace wavespeed_mock::run_time_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t kDraws = 10'000;
const SeededRandom kAccount(7, "key");

Distribution parsed(std::string_view text) {
  const auto distribution = parse_distribution(text);
  EXPECT_TRUE(distribution) << text;
  return distribution.value_or(Distribution{});
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

// Pickup and run of task 0.
struct Times {
  Duration pickup;
  Duration run;
};

Times times_of(const Latency& option, const Model& model, std::uint64_t ordinal = 0) {
  const LatencyPolicy policy(option);
  return {policy.pickup_time(model, kAccount, ordinal), policy.run_time(model, kAccount, ordinal)};
}

TEST(LatencyPolicy, InstantTakesNoTime) {
  const Times times = times_of(Latency::instant(), model_that_takes("fixed:80s"));
  EXPECT_EQ(times.pickup, Duration::zero());
  EXPECT_EQ(times.run, Duration::zero());
}

TEST(LatencyPolicy, BriskTakesAboutASecondForEveryModel) {
  const Model model = model_that_takes("fixed:80s");
  std::vector<Duration> totals;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const Times times = times_of(Latency::brisk(), model, i);
    ASSERT_GT(times.pickup, Duration::zero()) << "`created` can be seen";
    ASSERT_GT(times.run, Duration::zero()) << "and `processing`";
    totals.push_back(times.pickup + times.run);
  }
  std::sort(totals.begin(), totals.end());
  EXPECT_NEAR(quantile(totals, 0.5), 0.95, 0.05);
  EXPECT_GT(totals.front(), milliseconds(200));
  EXPECT_LT(totals.back(), seconds(4));
}

TEST(LatencyPolicy, RealisticUsesTheRunTimeOfTheModel) {
  const Model model = model_that_takes("fixed:80s");
  std::vector<Duration> pickups;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    const Times times = times_of(Latency::realistic(), model, i);
    ASSERT_EQ(times.run, seconds(80));
    pickups.push_back(times.pickup);
  }
  std::sort(pickups.begin(), pickups.end());
  EXPECT_NEAR(quantile(pickups, 0.5), 0.3, 0.01);
}

TEST(LatencyPolicy, AppliesOneDistributionToAllModels) {
  const Times times = times_of(Latency::fixed(milliseconds(200)), model_that_takes("fixed:80s"));
  EXPECT_EQ(times.pickup, Duration::zero());
  EXPECT_EQ(times.run, milliseconds(200));
}

TEST(LatencyPolicy, DoesNotChangeAModelWithAFixedRunTime) {
  Model model = model_that_takes("fixed:10m");
  model.keep_run_time = true;
  for (const Latency& option : {Latency::realistic(), Latency::brisk(), Latency::instant(),
                                Latency::uniform(seconds(1), seconds(3))}) {
    const Times times = times_of(option, model);
    EXPECT_EQ(times.pickup, Duration::zero()) << to_text(option);
    EXPECT_EQ(times.run, std::chrono::minutes(10)) << to_text(option);
  }
}

TEST(LatencyPolicy, DrawsPickupAndRunIndependently) {
  const Times times = times_of(Latency::realistic(), model_that_takes("lognormal:300ms,0.5"));
  EXPECT_NE(times.pickup, times.run);
}

}  // namespace
}  // namespace wavespeed_mock::run_time_test
