// GET /api/v3/balance, and the older form /api/v3/account/balance: the credit an account has left.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

Outcome<Response> get_balance(const ApiContext& context, const Call& call);

// The same with the currency.
Outcome<Response> get_account_balance(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
