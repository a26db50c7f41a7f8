// The fields of a submission that are not inputs of the model: they say how the task is answered.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/value/api_error.h"

namespace wavespeed_mock {

struct SubmissionOptions {
  bool sync_mode = false;      // `enable_sync_mode`
  bool base64_output = false;  // `enable_base64_output`
};

// Reads them also where the model's schema has no such input; null counts as absent. 400 for
// anything else that is not true or false.
Outcome<SubmissionOptions> read_submission_options(const nlohmann::json& inputs);

}  // namespace wavespeed_mock
