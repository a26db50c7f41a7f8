// The account that a path of the control plane names.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// By the first placeholder: an account's tag ("5f3a09c2"), its name, or "self" for that of the key,
// also of one that is revoked or whose account is suspended. 404 when there is none, 401 for "self"
// without a key that the mock knows.
Outcome<StoredAccount*> account_in_path(const ControlContext& context, const Call& call);

// The same for what needs an account with data: 409 for one that is terminated.
Outcome<StoredAccount*> account_to_change(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
