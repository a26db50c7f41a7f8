// /api/v3/predictions: the tasks that an account has submitted within the retention time.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// POST, with the parameters in the body: page, page_size, model, status, created_after,
// created_before, include_inputs. Newest first: {"page", "items", "total"}.
Outcome<Response> search_predictions(const ApiContext& context, const Call& call);

// GET, with the same parameters in the query.
Outcome<Response> list_predictions(const ApiContext& context, const Call& call);

// POST /api/v3/predictions/delete {"ids": […]}: {"deleted_count"}. Ids of nobody's and of other
// accounts' tasks do not count.
Outcome<Response> delete_predictions(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
