// /__mock/snapshots: what the account of the request's key was like at a moment or, without a key,
// everything; and the way back there. /__mock/reset: the way back to the start, part by part.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// POST /__mock/snapshots {"name"}: takes one and keeps it.
Outcome<Response> take_snapshot(const ControlContext& context, const Call& call);

// GET /__mock/snapshots: those of the account, or all that are kept, oldest first.
Outcome<Response> list_snapshots(const ControlContext& context, const Call& call);

// POST /__mock/snapshots/{id}/restore
Outcome<Response> restore_snapshot(const ControlContext& context, const Call& call);

// DELETE /__mock/snapshots/{id}
Outcome<Response> delete_snapshot(const ControlContext& context, const Call& call);

// POST /__mock/reset {"parts": […]}
Outcome<Response> reset_parts(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
