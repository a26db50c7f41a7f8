// GET /api/v3/webhook/secret: what an account's webhooks are signed with.
#pragma once

#include <string>

#include "api/api_context.h"
#include "api/call.h"
#include "base/value/api_error.h"
#include "base/value/random.h"

namespace wavespeed_mock {

Outcome<Response> get_webhook_secret(const ApiContext& context, const Call& call);

// The secret of an account that opens with these random streams.
std::string first_webhook_secret(const SeededRandom& draws);
// The account's secret; and a new one, which replaces it for every webhook from now on.
std::string current_webhook_secret(StoredAccount& account, Timestamp now);
std::string rotated_webhook_secret(StoredAccount& account, Timestamp now);

}  // namespace wavespeed_mock
