// /__mock/webhooks: lists an account's webhooks with the attempts to deliver them, or makes a new
// secret for them. The service has no such endpoints; the key decides the account.
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
