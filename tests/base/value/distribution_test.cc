#include "base/value/distribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/value/duration_text.h"

namespace wavespeed_mock::distribution_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Shape = Distribution::Shape;

constexpr std::uint64_t kDraws = 10'000;
const SeededRandom kAccount(7, "key");

Distribution parsed(std::string_view text) {
  const auto distribution = parse_distribution(text);
  EXPECT_TRUE(distribution) << text;
  return distribution.value_or(Distribution{});
}

// 10,000 draws, shortest first.
std::vector<Duration> sorted_draws(std::string_view text) {
  const Distribution distribution = parsed(text);
  std::vector<Duration> times;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    times.push_back(draw(distribution, kAccount, RandomStream::run_time, i));
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

TEST(ParseDistribution, ReadsEachShape) {
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
      {"normal:2s,500ms",
       {.shape = Shape::normal, .first = seconds(2), .second = milliseconds(500)}},
      {"normal:500ms,2s",
       {.shape = Shape::normal, .first = milliseconds(500), .second = seconds(2)}},
      {"percentiles:p50=1s", {.shape = Shape::percentiles, .table = {{50, seconds(1)}}}},
      {"percentiles:p0=1s,p50=1s,p99.9=3s,p100=4s",
       {.shape = Shape::percentiles,
        .table = {{0, seconds(1)}, {50, seconds(1)}, {99.9, seconds(3)}, {100, seconds(4)}}}},
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
                                      "normal:2s",
                                      "normal:2s,0.5",
                                      "normal:-2s,1s",
                                      "normal:1s,2s,3s",
                                      "percentiles:",
                                      "percentiles:p50",
                                      "percentiles:50=1s",
                                      "percentiles:p50=1",
                                      "percentiles:p=1s",
                                      "percentiles:p-1=1s",
                                      "percentiles:p101=1s",
                                      "percentiles:pnan=1s",
                                      "percentiles:p50=1s,",
                                      "percentiles:p50=1s,p50=2s",
                                      "percentiles:p90=1s,p50=2s",
                                      "percentiles:p50=2s,p90=1s",
                                      "percentiles:p50=1s, p90=2s",
                                      "fixed:36526d",
                                      "brisk"}) {
    EXPECT_EQ(parse_distribution(text), std::nullopt) << text;
  }
}

TEST(ParseDistribution, ParsesWhatToTextWrites) {
  for (const std::string text :
       {"fixed:0", "fixed:1500ms", "uniform:1s,3s", "normal:2s,500ms", "lognormal:2s,0.5",
        "percentiles:p50=1s", "percentiles:p0=1s,p50=1s,p99.9=3s,p100=4s"}) {
    EXPECT_EQ(to_text(parsed(text)), text);
  }
}

TEST(DistributionHint, SaysTheRulesOfTheShape) {
  const std::string times = "from 0 to 36525d";
  EXPECT_EQ(distribution_hint("fixed:-1s"), "; its time is " + times + ", with a unit");
  EXPECT_EQ(distribution_hint("uniform:3s,1s"),
            "; its two times are " + times + ", with units, the shorter one first");
  EXPECT_EQ(distribution_hint("normal:1,2"), "; its two times are " + times + ", with units");
  EXPECT_EQ(distribution_hint("lognormal:1s,9"),
            "; its median is a time " + times + " with a unit, its sigma a number from 0 to 5");
  EXPECT_EQ(
      distribution_hint("percentiles:p50=2s,p50=1s"),
      "; its percents rise from 0 to 100, and its times, " + times + " with units, do not fall");
  for (const char* const text : {"", "brisk", "fixed", "gamma:1s", "fixed:1s"}) {
    EXPECT_EQ(distribution_hint(text), "") << text;
  }
}

// Texts of every shape, most of them valid, with numbers at and beyond their limits.
TEST(ParseDistribution, ReadsBackWhatToTextWritesOfAnythingItRead) {
  std::mt19937_64 random(1);
  const auto time = [&] {
    constexpr std::string_view kUnits[] = {"ns", "us", "ms", "s", "m", "h", "d"};
    std::string text = std::to_string(random() >> (random() % 64));
    if (random() % 3 == 0) text += '.' + std::to_string(random());
    return text + std::string(kUnits[random() % std::size(kUnits)]);
  };
  const auto number = [&] {
    const double numbers[] = {0,   -0.0,  5,    100,  1e-300,
                              0.1, 99.99, 1e-9, 1e17, std::ldexp(double(random()), -62)};
    std::string text(32, '\0');
    text.resize(static_cast<std::size_t>(
        std::to_chars(text.data(), text.data() + 32, numbers[random() % std::size(numbers)]).ptr -
        text.data()));
    return text;
  };
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string texts[] = {"fixed:" + time(),
                                 "uniform:" + time() + ',' + time(),
                                 "normal:" + time() + ',' + time(),
                                 "lognormal:" + time() + ',' + number(),
                                 "percentiles:p" + number() + '=' + time(),
                                 "percentiles:p" + number() + "=1s,p" + number() + '=' + time()};
    const std::string& text = texts[random() % std::size(texts)];
    const auto distribution = parse_distribution(text);
    if (!distribution) continue;
    ++read;
    EXPECT_EQ(parse_distribution(to_text(*distribution)), distribution) << text;
  }
  EXPECT_GT(read, 2'000);
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

TEST(Draw, IsNormalAroundTheMeanAndCutAtZero) {
  const auto times = sorted_draws("normal:10s,2s");
  EXPECT_NEAR(quantile(times, 0.1587), 8, 0.1);
  EXPECT_NEAR(quantile(times, 0.5), 10, 0.1);
  EXPECT_NEAR(quantile(times, 0.8413), 12, 0.1);

  const auto cut = sorted_draws("normal:1s,1s");
  EXPECT_EQ(quantile(cut, 0.15), 0) << "a sixth is below 0 before the cut";
  EXPECT_GT(quantile(cut, 0.17), 0);
}

TEST(Draw, IsLinearBetweenPercentiles) {
  const auto times = sorted_draws("percentiles:p50=1s,p90=3s,p99=10s");
  EXPECT_NEAR(quantile(times, 0.25), 0.5, 0.05) << "linear from 0";
  EXPECT_NEAR(quantile(times, 0.5), 1, 0.05);
  EXPECT_NEAR(quantile(times, 0.7), 2, 0.1);
  EXPECT_NEAR(quantile(times, 0.9), 3, 0.2);
  EXPECT_NEAR(quantile(times, 0.945), 6.5, 0.5);
  EXPECT_EQ(quantile(times, 0.995), 10);
  EXPECT_EQ(times.back(), seconds(10));

  const auto from = sorted_draws("percentiles:p0=2s,p100=4s");
  EXPECT_GE(from.front(), seconds(2));
  EXPECT_NEAR(quantile(from, 0.5), 3, 0.05);

  const auto all_one = sorted_draws("percentiles:p0=2s");
  EXPECT_EQ(all_one.front(), seconds(2));
  EXPECT_EQ(all_one.back(), seconds(2));
}

TEST(Draw, IsLognormalAroundTheMedian) {
  const auto times = sorted_draws("lognormal:2s,0.5");
  EXPECT_GT(times.front(), Duration::zero());
  // One standard deviation of the logarithm below the median, the median, and one above.
  EXPECT_NEAR(quantile(times, 0.1587), 2 * std::exp(-0.5), 0.05);
  EXPECT_NEAR(quantile(times, 0.5), 2, 0.05);
  EXPECT_NEAR(quantile(times, 0.8413), 2 * std::exp(0.5), 0.1);
}

TEST(Draw, IsTheMedianForZeroDeviation) {
  const auto times = sorted_draws("lognormal:2s,0");
  EXPECT_EQ(times.front(), seconds(2));
  EXPECT_EQ(times.back(), seconds(2));
}

TEST(Draw, IsBounded) {
  const auto wild = sorted_draws("lognormal:2s,5");
  EXPECT_GE(wild.front(), Duration::zero());
  EXPECT_EQ(wild.back(), seconds(2'000)) << "capped at a thousand medians";

  const auto far = sorted_draws("normal:36525d,36525d");
  EXPECT_EQ(far.front(), Duration::zero());
  EXPECT_EQ(far.back(), std::chrono::days(36'525));

  const auto endless = sorted_draws("lognormal:36525d,5");
  EXPECT_GE(endless.front(), Duration::zero());
  EXPECT_EQ(endless.back(), std::chrono::days(36'525)) << "capped at a hundred years";
}

TEST(Draw, DependsOnlyOnSeedKeyPurposeAndOrdinal) {
  const Distribution distribution = parsed("uniform:1s,3s");
  const auto time = [&](const SeededRandom& draws, RandomStream purpose, std::uint64_t ordinal) {
    return draw(distribution, draws, purpose, ordinal);
  };
  const Duration first = time(kAccount, RandomStream::run_time, 0);
  EXPECT_EQ(time(SeededRandom(7, "key"), RandomStream::run_time, 0), first);
  EXPECT_NE(time(SeededRandom(8, "key"), RandomStream::run_time, 0), first);
  EXPECT_NE(time(SeededRandom(7, "other"), RandomStream::run_time, 0), first);
  EXPECT_NE(time(kAccount, RandomStream::pickup_time, 0), first);
  EXPECT_NE(time(kAccount, RandomStream::run_time, 1), first);
}

// What a text cannot say, a typed value can.
TEST(Distribution, IsValidWhereItCanBeDrawnFrom) {
  using std::chrono::seconds;
  const auto lognormal = [](double sigma) { return Distribution::lognormal(seconds(1), sigma); };
  const auto percentiles = Distribution::percentiles;
  for (const Distribution& valid :
       {Distribution{}, Distribution::fixed(kMaxDuration),
        Distribution::uniform(seconds(1), seconds(1)), Distribution::normal(seconds(1), seconds(2)),
        lognormal(0), lognormal(5), percentiles({{0, seconds(1)}, {100, seconds(1)}})}) {
    EXPECT_TRUE(is_valid(valid)) << to_text(valid);
  }
  for (const Distribution& wrong :
       {Distribution::fixed(seconds(-1)), Distribution::fixed(kMaxDuration + Duration(1)),
        Distribution::uniform(seconds(2), seconds(1)),
        Distribution::normal(seconds(1), seconds(-1)), lognormal(-0.1), lognormal(5.1),
        lognormal(std::nan("")), percentiles({}), percentiles({{-1, seconds(1)}}),
        percentiles({{100.1, seconds(1)}}), percentiles({{50, seconds(1)}, {50, seconds(2)}}),
        percentiles({{50, seconds(2)}, {60, seconds(1)}})}) {
    EXPECT_FALSE(is_valid(wrong)) << to_text(wrong);
  }
}

}  // namespace
}  // namespace wavespeed_mock::distribution_test
