#include "domain/state/resets.h"

#include <utility>

#include "domain/state/key_moves.h"

namespace wavespeed_mock {

Resets::Resets(const StateKinds& kinds, Store& store, const Accounts& accounts, Snapshot start)
    : kinds_(kinds),
      store_(store),
      accounts_(accounts),
      start_(std::move(start)),
      start_of_new_accounts_(accounts.start_of_new_accounts()) {
  for (const SavedAccount& saved : SnapshotAccess::content(start_).accounts) {
    at_start_.emplace(store_.first_key(*saved.account), &saved);
  }
}

std::optional<ApiError> Resets::reset(const ResetScope& what, StoredAccount* scope) const {
  const auto alone = kinds_.one_change();
  std::optional<ApiError> problem;
  for_each_in(what, [&](const StateKind& kind, std::size_t) {
    if (!problem) problem = kind.find_problem(what, scope);
  });
  if (problem) return problem;
  if (scope == nullptr) {
    reset_all(what);
  } else {
    reset_account(what, *scope);
  }
  const auto& shared = *SnapshotAccess::content(start_).shared;
  for_each_in(what, [&](const StateKind& kind, std::size_t index) {
    kind.finish(scope == nullptr ? &shared[index] : nullptr);
  });
  return std::nullopt;
}

void Resets::reset_all(const ResetScope& what) const {
  const auto& shared = *SnapshotAccess::content(start_).shared;
  for_each_in(what,
              [&](const StateKind& kind, std::size_t index) { kind.reset_shared(shared[index]); });
  store_.for_each_account([&](StoredAccount& account) { reset_account(what, account); });
  reset_account(what, store_.anonymous());
}

void Resets::reset_account(const ResetScope& what, StoredAccount& account) const {
  const auto found = at_start_.find(store_.first_key(account));
  ApiKeys before;
  ApiKeys now;
  account.modify([&](AccountState& state) {
    before = state.terms.keys;
    SavedAccount opened_later;
    const bool was_there = found != at_start_.end();
    if (!was_there)
      opened_later.state = accounts_.begin_again(*start_of_new_accounts_, state.ledger);
    const SavedAccount& start = was_there ? *found->second : opened_later;
    for_each_in(what, [&](const StateKind& kind, std::size_t index) {
      SavedPart part = start.part(index);
      part.opened_later = !was_there;
      kind.reset({account, state}, part);
    });
    now = state.terms.keys;
  });
  if (before == now) return;
  take_keys(store_, account, before, now);
  give_keys(store_, account, now);
}

void Resets::for_each_in(const ResetScope& what,
                         const std::function<void(const StateKind&, std::size_t)>& visit) const {
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (kinds_[i].is_in(what)) visit(kinds_[i], i);
  }
}

}  // namespace wavespeed_mock
