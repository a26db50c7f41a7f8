#include "base/formula/formula_price.h"

#include <gtest/gtest.h>

#include <limits>

namespace wavespeed_mock::formula_price_test {
namespace {

TEST(FormulaPrice, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(price_of_formula_value(440'000).micros, 440'000);
  EXPECT_EQ(price_of_formula_value(0.5).micros, 1);
  EXPECT_EQ(price_of_formula_value(2.5).micros, 3);
  EXPECT_EQ(price_of_formula_value(2.4999).micros, 2);
  EXPECT_EQ(price_of_formula_value(18461.538).micros, 18'462);
}

TEST(FormulaPrice, IsNeverBelowZeroOrAboveTheLargestAmount) {
  EXPECT_EQ(price_of_formula_value(-1e9).micros, 0);
  EXPECT_EQ(price_of_formula_value(1e15).micros, 1'000'000'000'000'000);
  EXPECT_EQ(price_of_formula_value(std::numeric_limits<double>::max()).micros,
            1'000'000'000'000'000);
}

}  // namespace
}  // namespace wavespeed_mock::formula_price_test
