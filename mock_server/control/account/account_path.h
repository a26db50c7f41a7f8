// The account that a path of the control plane names.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// The first placeholder is an account's tag ("5f3a09c2"), its name, or "self" for the account of
// the request's key, even a revoked key or that of a suspended account. 404 when there is no such
// account, 401 for "self" without a key that the mock knows.
Outcome<StoredAccount*> account_in_path(const ControlContext& context, const Call& call);

// The same for endpoints that need the data of an account: 409 for a terminated account.
Outcome<StoredAccount*> account_to_change(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
