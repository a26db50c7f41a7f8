#include "base/formula/formula_price.h"

#include <algorithm>
#include <cmath>

namespace wavespeed_mock {

Money price_of_formula_value(double millionths) {
  return {std::llround(std::clamp(millionths, 0.0, kMaxUsd * 1e6))};
}

}  // namespace wavespeed_mock
