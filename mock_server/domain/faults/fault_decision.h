// The faults of one request. Each rule is evaluated in turn; the effects of those that fire add up.
//
// Functions only; to be called under the lock of the request's account.
#pragma once

#include <array>
#include <span>

#include "domain/faults/active_rule.h"
#include "domain/faults/fault_question.h"
#include "domain/faults/prompt_markers.h"
#include "domain/requests/request_view.h"
#include "records/fault_plan.h"
#include "records/request_trace.h"
#include "store/store.h"

namespace wavespeed_mock {

// What can cause faults: the markers of the prompt, then the lists of rules, in this order.
struct FaultCauses {
  std::span<const PromptMarker> markers{};
  std::array<const ActiveRules*, 3> rules{};  // null for none
};

// The faults of the request that `question` and `view` describe. `state` is that of the question's
// account; it counts the request for each rule that matches. `trace` records the result of each
// rule that concerns the request. A marker always fires.
FaultPlan evaluate_faults(const FaultQuestion& question, const RequestView& view,
                          const FaultCauses& causes, const Store& store, AccountState& state,
                          RequestTrace& trace);

}  // namespace wavespeed_mock
