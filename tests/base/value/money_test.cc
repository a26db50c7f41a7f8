#include "wavespeed_mock/money.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/text/json_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::value_money_test {
namespace {

constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

TEST(Money, RoundsDollarsToTheNearestMicroDollar) {
  struct Case {
    double usd;
    std::int64_t micros;
  };
  const std::vector<Case> cases = {
      {0, 0},
      {-0.0, 0},
      {1, 1'000'000},
      {0.012, 12'000},
      {0.1 + 0.2, 300'000},
      {-3.5, -3'500'000},
      {0.000001, 1},
      {0.0000014, 1},
      {0.0000004, 0},
      {-0.0000004, 0},
      // Exact halves after the multiplication are rounded away from zero.
      {0.0000005, 1},
      {-0.0000005, -1},
      {0.0000025, 3},
      {-0.0000025, -3},
      {123456.789012, 123'456'789'012},
      {1e12, 1'000'000'000'000'000'000},
      {-1e12, -1'000'000'000'000'000'000},
  };
  for (const Case& c : cases) EXPECT_EQ(Money::from_usd(c.usd).micros, c.micros) << c.usd;
}

TEST(Money, RefusesWhatIsNotAnAmount) {
  for (const double usd :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
        -std::numeric_limits<double>::infinity(), std::nextafter(1e12, 2e12),
        std::nextafter(-1e12, -2e12), 1e300}) {
    EXPECT_THROW(static_cast<void>(Money::from_usd(usd)), Error) << usd;
  }
}

TEST(Money, AddsWithoutTheErrorsOfDoubles) {
  Money sum;
  double drifting = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    sum += Money::from_usd(0.1);
    drifting += 0.1;
  }
  EXPECT_EQ(sum, Money::from_usd(100'000));
  EXPECT_NE(drifting, 100'000);
}

TEST(Money, AddsSubtractsNegatesAndCompares) {
  constexpr Money kFive{5};
  constexpr Money kTwo{2};
  EXPECT_EQ(kFive + kTwo, Money{7});
  EXPECT_EQ(kTwo - kFive, Money{-3});
  EXPECT_EQ(-kTwo, Money{-2});
  EXPECT_LT(kTwo, kFive);
  EXPECT_GT(kTwo, -kFive);
  EXPECT_EQ(Money{}, kTwo - kTwo);
}

TEST(Money, WritesDecimalsWithoutRounding) {
  struct Case {
    std::int64_t micros;
    std::string text;
  };
  const std::vector<Case> cases = {
      {0, "0"},
      {1, "0.000001"},
      {-1, "-0.000001"},
      {10, "0.00001"},
      {12'000, "0.012"},
      {100'000, "0.1"},
      {999'999, "0.999999"},
      {1'000'000, "1"},
      {-3'000'000, "-3"},
      {100'000'000, "100"},
      {1'010'101, "1.010101"},
      {-1'500'000, "-1.5"},
      // More digits than a double has.
      {9'007'199'254'740'993, "9007199254.740993"},
      {kMax, "9223372036854.775807"},
      {kMin, "-9223372036854.775808"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(to_decimal(Money{c.micros}), c.text);
    EXPECT_TRUE(nlohmann::json::parse(c.text).is_number()) << c.text;
  }
}

TEST(Money, RoundTripsThroughTextAndDouble) {
  // Amounts of every magnitude up to four billion dollars, which a double represents to the
  // micro-dollar.
  for (std::int64_t size = 1; size < 4'000'000'000'000'000; size += size / 50 + 1) {
    for (const std::int64_t micros : {size, -size}) {
      const Money amount{micros};
      EXPECT_EQ(Money::from_usd(amount.usd()).micros, micros);
      EXPECT_EQ(std::stod(to_decimal(amount)), amount.usd()) << micros;
    }
  }
}

TEST(Money, IsExactInJsonUpToTheLargestSum) {
  std::mt19937_64 random(1);
  const std::int64_t max = Money::from_usd(kMaxTotalUsd).micros;
  for (int i = 0; i < 20'000; ++i) {
    const Money amount{max - static_cast<std::int64_t>(random() % (i % 2 == 0 ? 1'000'000 : max))};
    std::string text;
    append_json(text, amount.usd());
    const std::string exact = to_decimal(amount);
    EXPECT_EQ(text, exact.find('.') == std::string::npos ? exact + ".0" : exact);
  }
}

TEST(Money, PrintsAsDollars) {
  EXPECT_EQ(to_dollars({12'000}), "$0.012");
  EXPECT_EQ(to_dollars({}), "$0");
  EXPECT_EQ(to_dollars({-3'000'000}), "-$3");
}

}  // namespace
}  // namespace wavespeed_mock::value_money_test
