// The fault rules, those for all accounts as well as each account's own, with their counts. With
// them goes the scenario that runs, because its rules are among them: one without the other could
// not be ended.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

using SavedScenario = std::optional<RunningScenario>;

struct SavedRules {
  ActiveRules rules;
  SavedScenario scenario;
  Accounts::Start start;  // as the scenario said; belongs to the terms of accounts otherwise
};

class FaultRuleStateKind final : public StateKind {
 public:
  FaultRuleStateKind(FaultRules& rules, RunningScenarios& running, Accounts& accounts)
      : rules_(rules), running_(running), accounts_(accounts) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::faults); }

  std::any save(StoredAccount& account) const override { return running_.find(&account); }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.faults = saved.state.faults;
    const auto* const scenario = std::any_cast<SavedScenario>(&saved.elsewhere);
    running_.set(&account.account, scenario == nullptr ? std::nullopt : *scenario);
  }

  std::any save_shared() const override {
    return SavedRules{rules_.for_all(), running_.find(nullptr), accounts_.start_of_new_accounts()};
  }
  void restore_shared(const std::any& saved) const override {
    const auto& then = std::any_cast<const SavedRules&>(saved);
    rules_.restore_for_all(then.rules);
    running_.set(nullptr, then.scenario);
  }
  // What a scenario says of each account ends with it.
  void reset_shared(const std::any& start) const override {
    const auto& then = std::any_cast<const SavedRules&>(start);
    if (running_.find(nullptr) != then.scenario) accounts_.set_start_of_new_accounts(then.start);
    restore_shared(start);
  }

 private:
  FaultRules& rules_;
  RunningScenarios& running_;
  Accounts& accounts_;
};

}  // namespace

StateKindPtr fault_rule_state(FaultRules& rules, RunningScenarios& running, Accounts& accounts) {
  return std::make_unique<FaultRuleStateKind>(rules, running, accounts);
}

}  // namespace wavespeed_mock
