// The fields of a submission that are not inputs of the model: they say how the task is answered.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "base/value/api_error.h"
#include "records/prediction.h"

namespace wavespeed_mock {

// Reads `enable_sync_mode` and `enable_base64_output`, also where the model's schema has no such
// input; null counts as absent. 400 for anything else that is not true or false.
std::optional<ApiError> read_submission_options(const nlohmann::json& inputs,
                                                Prediction& prediction);

}  // namespace wavespeed_mock
