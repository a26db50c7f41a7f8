#include "domain/faults/fault_decision.h"

#include <string>
#include <utility>

namespace wavespeed_mock {
namespace {

// The serial number of the account's count of markers. No rule has it.
constexpr std::uint64_t kMarkers = 0;

struct Evaluation {
  const FaultQuestion& question;
  const RequestView& view;
  const Store& store;
  AccountState& state;
  RequestTrace& trace;
  FaultPlan plan{};
};

// A rule or a marker that fires.
struct Firing {
  const std::string& id;
  const FaultList& faults;
  bool before_commit = false;
  std::uint64_t draw_index = 0;
};

void fire(const Firing& firing, Evaluation& to) {
  // So far apart that no two faults share a draw.
  constexpr std::uint64_t kNextFault = 0x9e3779b97f4a7c15;
  FaultPlan& plan = to.plan;
  std::uint64_t draw_index = firing.draw_index;
  for (const auto& fault : firing.faults) {
    const FaultDraws draws{to.question.account.account().draws, draw_index, to.question.now};
    fault->on_task(plan.task, draws);
    fault->on_webhook(plan.webhook, draws);
    plan.fired.push_back({fault, draw_index});
    draw_index += kNextFault;
  }
  if (!plan.rules.empty()) plan.rules += ", ";
  plan.rules += firing.id;
  plan.before_commit |= firing.before_commit;
}

void apply_marker(const PromptMarker& marker, std::size_t number, Evaluation& to) {
  const std::string id = "marker " + std::to_string(number);
  FaultCount& count = to.state.faults.counts[kMarkers];
  ++count.matched;
  fire({id, {marker.fault}, marker.before_commit, fault_hash("marker") + count.fired}, to);
  ++count.fired;
  to.trace.rules.push_back({.id = id, .fired = true, .reason = std::string(marker.fault->type())});
}

struct Decision {
  bool concerned = false;       // the rule is about such requests; without it, no trace is left
  std::string why_not{};        // why the rule does not fire; "" if it fires
  FaultCount* count = nullptr;  // of the rule, if the request matches; it includes the request
};

// Whether the rule fires for the request: the cheap conditions come first, and only a request that
// matches all of them, within the rule's window of time, is counted.
Decision decide(const ActiveRule& rule, Evaluation& to) {
  const RequestConditions& conditions = rule.conditions();
  if (!conditions.concerns(to.view)) return {};
  if (!rule.key().empty() && to.store.find_account(rule.key()) != &to.question.account) return {};
  Decision decision{.concerned = true, .why_not = conditions.mismatch(to.view)};
  if (!decision.why_not.empty()) return decision;
  decision.why_not = rule.timing().outside_window(rule.origin().began, to.question.now);
  if (!decision.why_not.empty()) return decision;
  decision.count = &to.state.faults.counts[rule.origin().serial];
  decision.why_not =
      rule.timing().skip_reason(*decision.count, to.question.account.account().draws, rule.hash());
  ++decision.count->matched;
  return decision;
}

void evaluate(const ActiveRule& rule, Evaluation& to) {
  Decision decision = decide(rule, to);
  if (!decision.concerned) return;
  const bool fires = decision.why_not.empty();
  if (fires) {
    FaultCount& count = *decision.count;
    fire({rule.id(), rule.faults(), rule.before_commit(), rule.hash() + count.fired}, to);
    ++count.fired;
  }
  to.trace.rules.push_back(
      {.id = rule.id(),
       .fired = fires,
       .reason = fires ? names_of(rule.faults()) : std::move(decision.why_not)});
}

}  // namespace

FaultPlan evaluate_faults(const FaultQuestion& question, const RequestView& view,
                          const FaultCauses& causes, const Store& store, AccountState& state,
                          RequestTrace& trace) {
  Evaluation evaluation{question, view, store, state, trace};
  std::size_t number = 0;
  for (const PromptMarker& marker : causes.markers) apply_marker(marker, ++number, evaluation);
  for (const ActiveRules* const rules : causes.rules) {
    if (rules == nullptr) continue;
    for (const auto& rule : *rules) evaluate(*rule, evaluation);
  }
  return std::move(evaluation.plan);
}

}  // namespace wavespeed_mock
