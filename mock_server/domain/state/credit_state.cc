// The credit of an account: its ledger with the labels that it refers to, its invoices.
#include "domain/state/clock_moves.h"
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

class CreditStateKind final : public AccountStateKind {
 public:
  explicit CreditStateKind(const Clock& clock) : clock_(clock) {}

  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::credit); }

  std::any save(StoredAccount&) const override { return {}; }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    account.state.ledger = saved.state.ledger;
    account.state.invoices = saved.state.invoices;
    account.state.history_models = saved.state.history_models;
  }

  void reset(const LockedAccount& account, const SavedPart& start) const override {
    Ledger& ledger = account.state.ledger;
    if (ledger.entries.empty()) return;  // the anonymous account's
    const Timestamp opened = ledger.entries.front().time;
    restore(account, start);
    if (start.opened_later) return;
    // The clock may have been set back since the start, and what was written then with it.
    const bool was_set_back = ledger.entries.front().time > opened;
    date_opening(ledger, was_set_back ? opened : clock_.now());
  }

 private:
  const Clock& clock_;
};

}  // namespace

StateKindPtr credit_state(const Clock& clock) {
  return std::make_unique<CreditStateKind>(clock);
}

}  // namespace wavespeed_mock
