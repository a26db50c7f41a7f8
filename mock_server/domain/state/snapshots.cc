#include "domain/state/snapshots.h"

#include <unordered_set>
#include <utility>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

Snapshot Snapshots::take(StoredAccount* scope) const {
  auto content = std::make_shared<SnapshotContent>();
  content->of = &store_;
  if (scope != nullptr) {
    content->accounts.push_back(take_account(*scope));
    return SnapshotAccess::make(std::move(content));
  }
  auto& shared = content->shared.emplace();
  for (std::size_t i = 0; i < kinds_.size(); ++i) shared.push_back(kinds_[i].save_shared());
  store_.for_each_account(
      [&](StoredAccount& account) { content->accounts.push_back(take_account(account)); });
  content->accounts.push_back(take_account(store_.anonymous()));
  return SnapshotAccess::make(std::move(content));
}

SavedAccount Snapshots::take_account(StoredAccount& account) const {
  return account.peek([&](const AccountState& state) {
    SavedAccount saved{.account = &account, .state = state};
    saved.elsewhere.reserve(kinds_.size());
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      saved.elsewhere.push_back(kinds_[i].save(account));
    }
    return saved;
  });
}

void Snapshots::restore(const Snapshot& snapshot) const {
  const SnapshotContent& content = SnapshotAccess::content(snapshot);
  if (content.of != &store_) {
    throw Error(
        ErrorCode::invalid_argument,
        "the snapshot was taken of another mock; restore it on the mock that it was taken of");
  }
  for (std::size_t i = 0; content.shared && i < kinds_.size(); ++i) {
    kinds_[i].restore_shared((*content.shared)[i]);
  }
  for (const SavedAccount& saved : content.accounts) restore_account(saved);
  if (content.shared) close_all_but(content.accounts);
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    kinds_[i].finish(content.shared ? &(*content.shared)[i] : nullptr);
  }
}

void Snapshots::restore_account(const SavedAccount& saved) const {
  StoredAccount& account = *saved.account;
  account.modify([&](AccountState& state) {
    restore_kinds({account, state}, saved);
    account.set_open(true);
  });
  if (saved.state.terms.keys == nullptr) return;
  // If the account was closed since, its further keys may have opened accounts: they come back
  // here. Without the account's lock, because the store may take it while it holds its own.
  const auto& keys = *saved.state.terms.keys;
  for (std::size_t i = 1; i < keys.size(); ++i) {
    store_.add_key(account, keys[i].text, static_cast<KeyNumber>(i));
  }
}

void Snapshots::restore_kinds(const LockedAccount& account, const SavedAccount& saved) const {
  for (std::size_t i = 0; i < kinds_.size(); ++i) kinds_[i].restore(account, saved.part(i));
}

void Snapshots::close_all_but(const std::vector<SavedAccount>& known) const {
  std::unordered_set<const StoredAccount*> kept;
  for (const SavedAccount& saved : known) kept.insert(saved.account);
  store_.for_each_account([&](StoredAccount& account) {
    if (!kept.contains(&account)) close(account);
  });
}

// A request that found the account before it was closed, and uses it now, finds a new account.
void Snapshots::close(StoredAccount& account) const {
  const SavedAccount fresh{.account = &account,
                           .state = accounts_.begin(*accounts_.opening(), clock_.now())};
  account.modify([&](AccountState& state) {
    restore_kinds({account, state}, fresh);
    account.set_open(false);
  });
}

}  // namespace wavespeed_mock
