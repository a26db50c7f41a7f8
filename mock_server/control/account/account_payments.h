// What an account's owner does on the page "Top Up": pays in, redeems a coupon, or lists the
// payments.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/accounts/{account}/top-ups: {"usd": 20, "method": "paypal", "coupon": "WELCOME"}
Outcome<Response> top_up_account(const ControlContext& context, const Call& call);
// POST /__mock/accounts/{account}/coupons: {"code": "WELCOME"}. 404 for an unknown code, 409 for a
// coupon that the account cannot redeem.
Outcome<Response> redeem_account_coupon(const ControlContext& context, const Call& call);
// GET /__mock/accounts/{account}/payments: newest first, also those that are pending or failed.
Outcome<Response> list_account_payments(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
