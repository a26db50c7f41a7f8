#include "base/value/distribution.h"

#include <gtest/gtest.h>

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

Distribution parsed(std::string_view text) {
  const auto distribution = parse_distribution(text);
  EXPECT_TRUE(distribution) << text;
  return distribution.value_or(Distribution{});
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
