// An account's monthly credit line: the applicant's part, the reviewer's and the payer's.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/accounts/{account}/credit-line: {"action": "apply", …}. 409 with the reason where
// it is not possible as things are.
Outcome<Response> change_credit_line(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
