// GET /api/v3/predictions/{id}/result and its aliases: what has become of a task.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

Outcome<Response> get_result(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
