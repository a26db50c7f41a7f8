// /__mock/webhooks: what has become of an account's webhooks. It can also make a new secret for
// them. The service has no endpoint for either; the key says which account is meant.
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
