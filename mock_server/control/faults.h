// /__mock/faults: the rules by which faults happen, for the account of the request's key or,
// without a key, for all. /__mock/fault-types: which faults there are.
#pragma once

#include "api/call.h"
#include "base/value/api_error.h"
#include "control/control_context.h"

namespace wavespeed_mock {

// GET /__mock/faults: the rules in the order in which they are tried, with their counts.
Outcome<Response> list_faults(const ControlContext& context, const Call& call);

// POST /__mock/faults: one rule, or {"rules": […]}, all or none.
Outcome<Response> add_faults(const ControlContext& context, const Call& call);

// DELETE /__mock/faults: removes the rules of the account, or those for all.
Outcome<Response> clear_faults(const ControlContext& context, const Call& call);

// GET /__mock/faults/{id}
Outcome<Response> get_fault(const ControlContext& context, const Call& call);

// DELETE /__mock/faults/{id}
Outcome<Response> delete_fault(const ControlContext& context, const Call& call);

// GET /__mock/fault-types: each with its meaning and the schema of its fields.
Outcome<Response> list_fault_types(const ControlContext& context, const Call& call);

}  // namespace wavespeed_mock
