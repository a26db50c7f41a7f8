// What an account's owner does on the page "Top Up": pays in, redeems coupons, and looks at what
// was paid.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/accounts/{account}/top-ups: {"usd": 20, "method": "paypal", "coupon": "WELCOME"}
Outcome<Response> top_up_account(const ControlContext& context, const Call& call);
// POST /__mock/accounts/{account}/coupons: {"code": "WELCOME"}. 404 for a code that there is not,
// 409 for one that cannot be redeemed.
Outcome<Response> redeem_account_coupon(const ControlContext& context, const Call& call);
// GET /__mock/accounts/{account}/payments: newest first, also those that are pending or failed.
Outcome<Response> list_account_payments(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
