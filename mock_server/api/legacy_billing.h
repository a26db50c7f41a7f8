// The older forms of billing and usage, which take their parameters from the query: GET
// /api/v3/account/billings and /api/v3/account/usage. A date alone as `end_date` is the whole day.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// page, page_size, type, start_date, end_date. Newest first, also what was paid in:
// {"items", "pagination": {"page", "page_size", "total"}}.
Outcome<Response> account_billings(const ApiContext& context, const Call& call);

// start_date, end_date, model; without dates the month so far (UTC):
// {"period", "total_requests", "total_cost", "by_model"}.
Outcome<Response> account_usage(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
