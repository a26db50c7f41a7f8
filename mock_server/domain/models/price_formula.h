// A fixture's price rule as a JSONata expression.
//
// The mock evaluates it, the catalogue shows it to clients.
#pragma once

#include <string>

#include "domain/models/price_rule.h"
#include "records/input_schema.h"

namespace wavespeed_mock {

// `{"total_price": base_price * num_images}`: millionths of a dollar, as `base_price` in it. Absent
// inputs count with their defaults; a factor whose input has neither value nor default counts once.
// Empty for a rule that is the base price alone.
std::string price_formula(const PriceRule& rule, const InputSchema& inputs);

}  // namespace wavespeed_mock
