// /__mock/explain: why one request was answered as it was.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/explain/{request_id}?format=json|text: of any account, or, with a key, of its own.
Outcome<Response> explain_request(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
