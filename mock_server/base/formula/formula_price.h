// The amount of money that the value of a price formula means.
#pragma once

#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// The one rule of rounding: to the nearest whole millionth of a dollar, halves away from zero. A
// value below zero costs nothing, and none costs more than kMaxUsd, one billion dollars.
// `millionths` must be a number.
Money price_of_formula_value(double millionths);

}  // namespace wavespeed_mock
