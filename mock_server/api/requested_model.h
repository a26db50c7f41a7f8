// The model that a request names.
#pragma once

#include <string_view>

#include "api/api_context.h"
#include "base/value/api_error.h"
#include "records/model.h"

namespace wavespeed_mock {

// The model of the catalogue, or a guessed one where the option `unknown_models` accepts it; it
// lives as long as the mock. 404 for an id without a model.
Outcome<const Model*> requested_model(const ApiContext& context, std::string_view id);

}  // namespace wavespeed_mock
