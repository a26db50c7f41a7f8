// An account's monthly credit line, for the applicant, the reviewer or the payer.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/accounts/{account}/credit-line: {"action": "apply", …}. 409 with the reason where
// the present state does not allow it.
Outcome<Response> change_credit_line(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
