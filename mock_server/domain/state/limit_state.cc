// What the limits of an account's tier have counted.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class LimitStateKind final : public AccountStateKind {
 public:
  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::limits); }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.limits = saved.state.limits;
  }
};

}  // namespace

StateKindPtr limit_state() {
  return std::make_unique<LimitStateKind>();
}

}  // namespace wavespeed_mock
