// What an account's balance is made of, and more of it.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/accounts/{account}/credit
Outcome<Response> get_account_credit(const ControlContext& context, const Call& call);
// POST: {"usd": 1, "kind": "trial", "expires_in": "30d"}
Outcome<Response> give_account_credit(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
