// /__mock/clock: the time that the mock has, and moving it. The clock is the mock's, whoever asks.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/clock: {"mode": "manual", "factor": 0, "time": "2026-01-01T00:00:00.000000000Z"}
Outcome<Response> get_clock(const ControlContext& context, const Call& call);

// POST /__mock/clock with any of {"mode": "scaled:100", "set": TIME, "advance": "30s"}, carried out
// in that order; answers as GET does.
Outcome<Response> move_clock(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
