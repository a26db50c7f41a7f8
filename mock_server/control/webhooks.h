// /__mock/webhooks: what has become of an account's webhooks, and a new secret for them. Questions
// to the mock that the service has no endpoint for; the key says whose webhooks.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/webhooks: the last 1,000, newest first, with every attempt.
Outcome<Response> list_webhooks(const ControlContext& context, const Call& call);

// POST /__mock/webhooks/secret/rotate
Outcome<Response> rotate_webhook_secret(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
