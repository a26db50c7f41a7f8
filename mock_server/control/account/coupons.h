// The coupons that accounts of the mock can redeem. They belong to the mock, whatever the key.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/coupons
Outcome<Response> list_coupons(const ControlContext& context, const Call& call);
// POST: {"code": "WELCOME", "usd": 5, "expires_in": "30d"}. 409 for a code that is in use.
Outcome<Response> add_coupon(const ControlContext& context, const Call& call);
// DELETE /__mock/coupons/{code}: accounts keep the credit of a coupon that they have redeemed.
Outcome<Response> delete_coupon(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
