// /__mock/verify: whether the requests were as a test expects.
#pragma once

#include "api/call.h"
#include "base/http/pending_answer.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/verify: judges an expectation of the requests of the account whose key is sent, or
// of all requests. 200 if it holds, at once or within its `wait`; else 409 with the nearest
// requests.
Outcome<Answer> verify_requests(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
