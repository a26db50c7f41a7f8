// An account's API keys: lists, makes or revokes them.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/accounts/{account}/keys
Outcome<Response> list_account_keys(const ControlContext& context, const Call& call);
// POST: {"name": "ci", "key": "my-key"}; without a `key` the mock makes one. Only this answer shows
// it.
Outcome<Response> make_account_key(const ControlContext& context, const Call& call);
// DELETE /__mock/accounts/{account}/keys/{key}: by its id. 409 when it was revoked before.
Outcome<Response> revoke_account_key(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
