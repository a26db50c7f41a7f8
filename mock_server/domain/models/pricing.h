// What a task costs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "domain/models/input_duration.h"
#include "records/model.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// Sets the model's formula, with what its evaluation needs of the request schema. An empty text
// means none. Throws FormulaError for one that the mock cannot evaluate.
void set_price_formula(Model& model, std::string formula, const nlohmann::json& request_schema);

// Where the durations of media inputs come from: see input_duration.h.
struct MediaDurations {
  const OwnFileDurations* own_files = nullptr;
  double otherwise = 5;  // seconds, the default of the option `media_duration`
};

struct Price {
  Money amount;
  // Why it is not the model's own price: the formula has no value, the model is guessed. Else
  // empty.
  std::string problem;
};

// The price of one task with these inputs (an object that satisfies the model's schema). The value
// of the formula in whole millionths of a dollar, halves rounded up, from 0 to one billion dollars;
// the base price without a formula, and where the formula has no value for these inputs. Absent
// inputs, and null, count with their defaults.
Price price_of(const Model& model, const nlohmann::json& inputs, const MediaDurations& durations);

}  // namespace wavespeed_mock
