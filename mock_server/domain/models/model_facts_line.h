// A model's facts as a line of fixtures/catalogue.jsonl.
#pragma once

#include <string>

#include "records/model.h"

namespace wavespeed_mock {

// `{"model_id":…,"type":…,"base_price":…,"formula":…,"request_schema":…}`, without a line break:
// what decides prices and valid inputs, in this order. The formula is printed from what it was read
// as; texts for people are left out.
std::string facts_line(const ModelFacts& model);

// The formula in its canonical form; as it is where the mock cannot read it.
std::string printed_formula(const std::string& formula);

}  // namespace wavespeed_mock
