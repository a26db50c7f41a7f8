// The scenario that runs, of the mock or of an account. What it set is the state of other kinds.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

using SavedScenario = std::optional<RunningScenario>;

class ScenarioStateKind final : public StateKind {
 public:
  explicit ScenarioStateKind(RunningScenarios& running) : running_(running) {}

  // A scenario ends when it is stopped.
  bool is_in(const ResetScope&) const override { return false; }

  std::any save(StoredAccount& account) const override { return as_any(running_.find(&account)); }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    running_.set(&account.account, scenario_in(saved.elsewhere));
  }

  std::any save_shared() const override { return as_any(running_.find(nullptr)); }
  void restore_shared(const std::any& saved) const override {
    running_.set(nullptr, scenario_in(saved));
  }

 private:
  static std::any as_any(SavedScenario scenario) {
    return scenario ? std::any(*std::move(scenario)) : std::any();
  }
  static SavedScenario scenario_in(const std::any& saved) {
    const auto* const scenario = std::any_cast<RunningScenario>(&saved);
    return scenario == nullptr ? std::nullopt : SavedScenario(*scenario);
  }

  RunningScenarios& running_;
};

}  // namespace

StateKindPtr scenario_state(RunningScenarios& running) {
  return std::make_unique<ScenarioStateKind>(running);
}

}  // namespace wavespeed_mock
