// /__mock/scenarios: lists the scenarios, starts or ends one, or reads their files again. With a
// key it is that account's scenario, without one the whole mock's.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/scenarios: the known scenarios, the running one, and the errors of the last reload.
Outcome<Response> list_scenarios(const ControlContext& context, const Call& call);

// POST /__mock/scenarios with {"name": "flaky"}, or {"scenario": {…}} as a file has it.
Outcome<Response> start_scenario(const ControlContext& context, const Call& call);

// DELETE /__mock/scenarios: ends its faults and steps.
Outcome<Response> stop_scenario(const ControlContext& context, const Call& call);

// POST /__mock/scenarios/reload
Outcome<Response> reload_scenarios(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
