// What a task returns: how many files, of which kind, of which size.
// It follows from the model and the inputs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "records/model.h"
#include "records/prediction.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// From `num_images`, `output_format` (or `format`), `size`, or `resolution` with `aspect_ratio`,
// whichever of them the model has; `inputs` must satisfy the model's schema. `names` decides the
// numbers and extensions of the files.
OutputSpec output_spec_of(const Model& model, const nlohmann::json& inputs,
                          OutputNames names = OutputNames::stable);

}  // namespace wavespeed_mock
