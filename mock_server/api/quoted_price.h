// The price of a task as a request asks for it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "api/api_context.h"
#include "api/call.h"
#include "domain/models/pricing.h"

namespace wavespeed_mock {

// The price of one task of `model` with these inputs, which its schema accepts, before any
// discount. Knows how long the mock's own files last that the inputs name.
Price quoted_price(const ApiContext& context, const Call& call, const Model& model,
                   const nlohmann::json& inputs);

}  // namespace wavespeed_mock
