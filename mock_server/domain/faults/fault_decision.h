// The faults of one request. Each rule is evaluated in turn; the effects of those that fire add up.
//
// One request's own, and used under the lock of its account.
#pragma once

#include "domain/faults/fault_question.h"
#include "domain/faults/fault_rule.h"
#include "domain/faults/prompt_markers.h"
#include "records/request_trace.h"

namespace wavespeed_mock {

class FaultDecision {
 public:
  // All must outlive it. `state` is that of the question's account.
  FaultDecision(const FaultQuestion& question, const Store& store, AccountState& state,
                FaultPlan& plan, RequestTrace& trace)
      : question_(question), store_(store), state_(state), plan_(plan), trace_(trace) {}

  // Counts the request with the rule if it fits, lets it happen if the rule fires, and notes what
  // the rule said if it might have been meant.
  void ask(const FaultRule& rule);
  // A marker always fires. `number` counts those of the prompt from 1.
  void obey(const PromptMarker& marker, std::size_t number);

 private:
  void fire(const std::string& id, const FaultList& faults, bool before_commit,
            std::uint64_t ordinal);

  const FaultQuestion& question_;
  const Store& store_;
  AccountState& state_;
  FaultPlan& plan_;
  RequestTrace& trace_;
};

}  // namespace wavespeed_mock
