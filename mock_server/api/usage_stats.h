// POST /api/v3/user/usage_stats: an account's usage by model, by day and in all.
#pragma once

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// The message of its 401, as the usage document has it.
inline constexpr std::string_view kUsageKeyError = "access_key is required";

Outcome<Response> usage_stats(const ApiContext& context, const Call& call);

}  // namespace wavespeed_mock
