// GET /api/v3/predictions/{id}/result and its aliases: what has become of a task.
#pragma once

#include "api/call.h"
#include "api/services.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

Outcome<Response> get_result(const Services& services, const Call& call);

}  // namespace wavespeed_mock
