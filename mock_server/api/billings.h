// Bills: what was charged for tasks and what was refunded, as views of the account's ledger.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// POST /api/v3/billings/search: page, page_size, billing_type, prediction_uuids, model_uuid,
// access_key_uuid, start_time, end_time, sort. Newest first unless sorted otherwise:
// {"page", "total", "has_more", "items"}.
Outcome<Response> search_billings(const ApiContext& context, const Call& call);

// POST /api/v3/scheduler/billings/query: year_month, page, page_size. The bills of one month (UTC),
// oldest first; here a charge is a negative price: {"page", "total", "items"}.
Outcome<Response> query_month_of_billings(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
