// /__mock/snapshots: takes or restores the state of the account of the request's key or, without a
// key, of the whole mock. /__mock/reset: restores the state at the start, or parts of it.
#pragma once

#include <cstddef>

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

inline constexpr std::size_t kMaxSnapshotName = 200;  // in bytes

// POST /__mock/snapshots {"name"}: takes one and keeps it.
Outcome<Response> take_snapshot(const ControlContext& context, const Call& call);

// GET /__mock/snapshots: the snapshots of the account, or all, oldest first.
Outcome<Response> list_snapshots(const ControlContext& context, const Call& call);

// POST /__mock/snapshots/{id}/restore
Outcome<Response> restore_snapshot(const ControlContext& context, const Call& call);

// DELETE /__mock/snapshots/{id}
Outcome<Response> delete_snapshot(const ControlContext& context, const Call& call);

// POST /__mock/reset {"parts": […]}
Outcome<Response> reset_parts(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
