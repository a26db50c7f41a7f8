// What a fixture says about the price of a model.
//
// price_formula.h turns it into a formula, which is what the mock evaluates.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "records/scalar.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// Replaces the base price when every named input has the value given.
struct PriceCase {
  std::vector<std::pair<std::string, Scalar>> when;
  Money price;
};

// Multiplies the price.
struct PriceFactor {
  enum class Measure {
    number,      // the input's value
    characters,  // the input's length in Unicode characters, in whole units of `per`, at least one
  };
  Measure measure = Measure::number;
  std::string input;
  double per = 1;
  std::optional<double> at_least;  // the value is clamped to these before it is divided
  std::optional<double> at_most;
};

struct PriceRule {
  Money base;
  std::vector<PriceCase> cases;  // the first that fits counts
  std::vector<PriceFactor> factors;
};

}  // namespace wavespeed_mock
