// All that an account has, in one answer: what its owner takes along before it is terminated.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/accounts/{account}/export. 409 for one that is terminated.
Outcome<Response> export_account(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
