// The accounts of the mock: lists, opens, reads or changes them.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/accounts
Outcome<Response> list_accounts(const ControlContext& context, const Call& call);
// POST /__mock/accounts: an entry as fixture files have it, {"name": "team", "keys": ["team-key"]}.
// 409 when a key or the name is in use.
Outcome<Response> create_account(const ControlContext& context, const Call& call);
// GET /__mock/accounts/{account}
Outcome<Response> get_account(const ControlContext& context, const Call& call);
// POST /__mock/accounts/{account}: {"tier": "silver", "status": "suspended", "note": "…"}. 409
// where the present state does not allow it.
Outcome<Response> edit_account(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
