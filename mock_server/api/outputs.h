// GET /outputs/{id}/{file}: the files that completed tasks return. Nobody needs a key for them.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

Outcome<Response> get_output(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
