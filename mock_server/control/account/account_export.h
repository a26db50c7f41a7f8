// All that an account has, in one answer: what its owner takes along before it is terminated.
#pragma once

#include "api/call.h"
#include "api/services.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// GET /__mock/accounts/{account}/export. 409 for one that is terminated.
Outcome<Response> export_account(const Services& services, const Call& call);

}  // namespace wavespeed_mock
