// The terms of each account (tier, status, discounts, keys), with those that new accounts get.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class AccountTermsStateKind final : public StateKind {
 public:
  explicit AccountTermsStateKind(Accounts& accounts) : accounts_(accounts) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::account); }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.terms = saved.state.terms;
  }

  std::any save_shared() const override { return accounts_.start_of_new_accounts(); }
  void restore_shared(const std::any& saved) const override {
    accounts_.set_start_of_new_accounts(std::any_cast<const Accounts::Start&>(saved));
  }

 private:
  Accounts& accounts_;
};

}  // namespace

StateKindPtr account_terms_state(Accounts& accounts) {
  return std::make_unique<AccountTermsStateKind>(accounts);
}

}  // namespace wavespeed_mock
