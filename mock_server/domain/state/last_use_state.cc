// When an account was used last, which limits how far back the clock can be set.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class LastUseStateKind final : public AccountStateKind {
 public:
  // Without these nothing is left of the account's use: the clock may be set back again.
  bool is_in(const ResetScope& what) const override {
    return what.has(ResetPart::tasks) && what.has(ResetPart::credit) && what.has(ResetPart::limits);
  }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.last_seen = saved.state.last_seen;
  }
};

}  // namespace

StateKindPtr last_use_state() {
  return std::make_unique<LastUseStateKind>();
}

}  // namespace wavespeed_mock
