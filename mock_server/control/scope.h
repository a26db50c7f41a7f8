// The part of the mock that a request to the control plane is about: the account of its key or,
// without a key, the whole mock.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// Null without an Authorization header. With one, the account of its key, even a suspended account,
// or the error of identify().
Outcome<StoredAccount*> scope_of(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
