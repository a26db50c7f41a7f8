// POST /api/v3/model/price, and the older form /api/v3/model/pricing: what a task would cost.
//
// Both take {"model_id", "inputs"}. Inputs left out count with their defaults, also required ones;
// those the model does not know are ignored; wrong ones are 400.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// {"model_id", "unit_price", "currency"}: the list price, for it has no field for another.
Outcome<Response> model_pricing(const ApiContext& context, const Call& call);

// {"model_id", "base_price", "price", "discounted_price", "discount_rate", "currency"}: with the
// discount that the account has at this moment, in percent.
Outcome<Response> model_price(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
