#include "domain/state/snapshots.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/value/conflict.h"
#include "base/value/timestamp.h"
#include "domain/state/key_moves.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

Snapshot Snapshots::take(StoredAccount* scope) const {
  const auto alone = one_change();
  auto content = std::make_shared<SnapshotContent>();
  content->of = &store_;
  content->taken_at = clock_.now();
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

std::optional<ApiError> Snapshots::restore(const Snapshot& snapshot) const {
  const SnapshotContent& content = SnapshotAccess::content(snapshot);
  if (content.of != &store_) {
    throw Error(
        ErrorCode::invalid_argument,
        "the snapshot was taken of another mock; restore it on the mock that it was taken of");
  }
  const auto alone = one_change();
  if (auto problem = find_time_problem(content)) return problem;
  restore(content, [](const StateKind&) { return true; });
  return std::nullopt;
}

void Snapshots::undo(const Snapshot& before) const {
  restore(SnapshotAccess::content(before), [](const StateKind& kind) { return kind.is_undone(); });
}

void Snapshots::restore(const SnapshotContent& content, bool (*is_meant)(const StateKind&)) const {
  const auto alone = one_change();
  for (std::size_t i = 0; content.shared && i < kinds_.size(); ++i) {
    if (is_meant(kinds_[i])) kinds_[i].restore_shared((*content.shared)[i]);
  }
  // The keys of an account may have opened others since; these go first.
  if (content.shared) close_all_but(content.accounts);
  for (const SavedAccount& saved : content.accounts) restore_account(saved);
  // Each has lost the keys that it had not, so that all can have theirs.
  for (const SavedAccount& saved : content.accounts) {
    give_keys(store_, *saved.account, saved.state.terms.keys);
  }
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    kinds_[i].finish(content.shared ? &(*content.shared)[i] : nullptr);
  }
}

std::optional<ApiError> Snapshots::find_time_problem(const SnapshotContent& content) const {
  const bool sets_clock = content.shared && clock_.movable() != nullptr;
  const Timestamp now = clock_.now();
  if (sets_clock || content.taken_at <= now) return std::nullopt;
  return conflict("the snapshot was taken at " + to_rfc3339(content.taken_at) +
                  ", but the clock shows " + to_rfc3339(now) +
                  ": move the clock to that time first" +
                  (content.shared ? "" : ", or restore a snapshot of everything, which sets it"));
}

void Snapshots::restore_account(const SavedAccount& saved) const {
  // Its first key may have opened one of another name.
  const std::string_view key = store_.first_key(*saved.account);
  StoredAccount* const other = store_.find_account(key);
  if (other != nullptr && other != saved.account && store_.first_key(*other) == key) {
    close(*other);
  }
  restore_state(saved, true);
}

void Snapshots::restore_state(const SavedAccount& saved, bool open) const {
  StoredAccount& account = *saved.account;
  ApiKeys before;
  account.modify([&](AccountState& state) {
    before = state.terms.keys;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      kinds_[i].restore({account, state}, saved.part(i));
    }
    account.set_open(open);
  });
  take_keys(store_, account, before, saved.state.terms.keys);
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
  restore_state({.account = &account,
                 .state = accounts_.begin(*accounts_.start_of_new_accounts(), clock_.now())},
                false);
}

}  // namespace wavespeed_mock
