// What a formula says of itself.
#include "base/formula/formula.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/formula_inputs.h"

namespace wavespeed_mock::formula_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Formula, NamesTheInputsThatItReads) {
  EXPECT_THAT(Formula::parse("{\"total_price\": base_price * 2}").input_names(), IsEmpty());
  EXPECT_THAT(Formula::parse("{\"total_price\": $number(b) + a.c.(d + $$.e) + $lookup($, \"f\") + "
                             "`g h` + b + $x}")
                  .input_names(),
              ElementsAre("a", "b", "e", "f", "g h"));
}

TEST(Formula, SaysWhetherItNeedsTheSecondsOfMedia) {
  EXPECT_FALSE(Formula::parse("{\"total_price\": duration}").needs_media_seconds());
  EXPECT_TRUE(Formula::parse("{\"total_price\": a ? get_duration(b) : 1}").needs_media_seconds());
}

TEST(Formula, TakesTheBasePriceOfItsCaller) {
  const Formula formula = Formula::parse("{\"total_price\": base_price}");
  const Formula copy = formula;
  // An input cannot take its place.
  const JsonFormulaInputs inputs(nlohmann::json{{"base_price", 1}});
  EXPECT_EQ(formula.evaluate(inputs, 5).number, 5);
  EXPECT_EQ(copy.evaluate(inputs, 6).number, 6);
}

}  // namespace
}  // namespace wavespeed_mock::formula_test
