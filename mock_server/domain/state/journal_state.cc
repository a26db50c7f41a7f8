// The requests that the journal of an account remembers, with the number of the next one.
#include "domain/state/state_kinds.h"

namespace wavespeed_mock {
namespace {

struct SavedJournal {
  std::uint64_t requests = 0;
  AccountJournal::Saved entries{};
};

class JournalStateKind final : public AccountStateKind {
 public:
  bool is_in(const ResetScope& what) const override { return what.has(ResetPart::journal); }

  std::any save(StoredAccount& account) const override {
    return SavedJournal{account.requests(), account.journal().save()};
  }
  void restore(const LockedAccount& account, const SavedPart& saved) const override {
    const SavedJournal none;
    const auto* const known = std::any_cast<SavedJournal>(&saved.elsewhere);
    const SavedJournal& then = known == nullptr ? none : *known;
    account.account.set_requests(then.requests);
    account.account.journal().restore(then.entries);
  }
};

}  // namespace

StateKindPtr journal_state() {
  return std::make_unique<JournalStateKind>();
}

}  // namespace wavespeed_mock
