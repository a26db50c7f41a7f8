// The fault rules, those for all accounts and each account's own, with their counts.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class FaultRuleStateKind final : public StateKind {
 public:
  explicit FaultRuleStateKind(FaultRules& rules) : rules_(rules) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::faults); }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.faults = saved.state.faults;
  }

  std::any save_shared() const override { return rules_.for_all(); }
  void restore_shared(const std::any& saved) const override {
    rules_.restore_for_all(std::any_cast<const ActiveRules&>(saved));
  }

 private:
  FaultRules& rules_;
};

}  // namespace

StateKindPtr fault_rule_state(FaultRules& rules) {
  return std::make_unique<FaultRuleStateKind>(rules);
}

}  // namespace wavespeed_mock
