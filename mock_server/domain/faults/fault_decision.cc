#include "domain/faults/fault_decision.h"

#include <utility>

namespace wavespeed_mock {
namespace {

// Where the account counts the markers that it has obeyed: no rule has this serial number.
constexpr std::uint64_t kMarkers = 0;

}  // namespace

void FaultDecision::ask(const FaultRule& rule) {
  if (!rule.matcher().concerns(question_, store_)) return;
  TracedRule said{.id = rule.id(), .reason = rule.matcher().misfit(question_)};
  if (said.reason.empty()) said.reason = rule.timing().closed(rule.place().began, question_.now);
  if (said.reason.empty()) {
    FaultCount& count = state_.faults.counts[rule.place().serial];
    const SeededRandom& draws = question_.account.account().draws;
    said.reason = rule.timing().held_back(count, draws, rule.hash());
    ++count.matched;
    if (said.reason.empty()) {
      said.fired = true;
      said.reason = names_of(rule.faults());
      fire(rule.id(), rule.faults(), rule.before_commit(), rule.hash() + count.fired);
      ++count.fired;
    }
  }
  trace_.rules.push_back(std::move(said));
}

void FaultDecision::obey(const PromptMarker& marker, std::size_t number) {
  const std::string id = "marker " + std::to_string(number);
  FaultCount& count = state_.faults.counts[kMarkers];
  ++count.matched;
  fire(id, {marker.fault}, marker.before_commit, fault_hash("marker") + count.fired);
  ++count.fired;
  trace_.rules.push_back({.id = id, .fired = true, .reason = std::string(marker.fault->type())});
}

void FaultDecision::fire(const std::string& id, const FaultList& faults, bool before_commit,
                         std::uint64_t ordinal) {
  // Far enough apart that no two faults share a draw.
  constexpr std::uint64_t kNextFault = 0x9e3779b97f4a7c15;
  for (const auto& fault : faults) {
    const FaultDraws draws{question_.account.account().draws, ordinal, question_.now};
    fault->on_task(plan_.task, draws);
    fault->on_webhook(plan_.webhook, draws);
    plan_.fired.push_back({fault, ordinal});
    ordinal += kNextFault;
  }
  if (!plan_.rules.empty()) plan_.rules += ", ";
  plan_.rules += id;
  plan_.before_commit |= before_commit;
}

}  // namespace wavespeed_mock
