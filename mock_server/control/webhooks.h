// /__mock/webhooks: what has become of an account's webhooks, and a new secret for them. Questions
// to the mock that the service has no endpoint for; the key says whose webhooks.
#pragma once

#include "api/call.h"
#include "api/services.h"
#include "base/value/api_error.h"

namespace wavespeed_mock {

// GET /__mock/webhooks: the last 1,000, newest first, with every attempt.
Outcome<Response> list_webhooks(const Services& services, const Call& call);

// POST /__mock/webhooks/secret/rotate
Outcome<Response> rotate_webhook_secret(const Services& services, const Call& call);

}  // namespace wavespeed_mock
