// What a task costs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "records/model.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// The price of one task with these inputs (an object that satisfies the model's schema), in whole
// micro-dollars, halves rounded up. Absent inputs count with their defaults; a factor whose input
// has neither value nor default counts once. At most one billion dollars.
Money price_of(const Model& model, const nlohmann::json& inputs);

}  // namespace wavespeed_mock
