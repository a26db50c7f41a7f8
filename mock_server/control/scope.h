// Whose part of the mock a request to the control plane means: the account of its key, or, without
// a key, all of it.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// Null without an Authorization header; with one, its account, also where that is suspended, or
// what identify() says.
Outcome<StoredAccount*> scope_of(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
