// POST /api/v3/{model_id}: a task is checked, admitted, charged and stored.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

Outcome<Response> submit(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
