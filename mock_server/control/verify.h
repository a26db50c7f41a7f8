// /__mock/verify: whether the requests were as a test expects.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/verify: a RequestExpectation, of the requests with the key that comes along, or of
// all. 200 when it holds, at once or within the time that it may take; else 409 with what there
// was.
Outcome<Response> verify_requests(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
