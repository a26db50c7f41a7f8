// /__mock/explain: why one request was answered as it was.
#pragma once

#include "api/call.h"
#include "api/services.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// GET /__mock/explain/{request_id}?format=json|text: of any account, or, with a key, of its own.
Outcome<Response> explain_request(const Services& services, const Call& call);

}  // namespace wavespeed_mock
