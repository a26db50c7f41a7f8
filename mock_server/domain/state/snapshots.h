// Snapshots of one account, or of the whole mock: every kind of state, saved to be restored.
//
// An account is saved and restored under its own lock: a request during this finds it as it was
// before or as it is afterwards, never in between. Accounts follow one another; a request that runs
// while its account is restored may count as before or after.
// May be used from any thread.
#pragma once

#include <any>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/value/api_error.h"
#include "domain/state/state_kinds.h"
#include "wavespeed_mock/snapshot.h"

namespace wavespeed_mock {

struct SavedAccount {
  StoredAccount* account = nullptr;
  AccountState state{};
  std::vector<std::any> elsewhere{};  // of each kind; none for an account as it opens

  // What the kind at `index` restores.
  SavedPart part(std::size_t index) const {
    static const std::any none;
    return {.state = state, .elsewhere = elsewhere.empty() ? none : elsewhere[index]};
  }
};

struct SnapshotContent {
  const Store* of = nullptr;  // tells the mocks apart
  Timestamp taken_at{};
  std::vector<SavedAccount> accounts{};           // in one of everything also the anonymous one
  std::optional<std::vector<std::any>> shared{};  // only in one of everything: of each kind
};

// The door to what a snapshot holds, which the public header hides.
struct SnapshotAccess {
  static Snapshot make(std::shared_ptr<const SnapshotContent> content) {
    return Snapshot(std::move(content));
  }
  static const SnapshotContent& content(const Snapshot& snapshot) { return *snapshot.content_; }
};

class Snapshots {
 public:
  // All must outlive this object. `store` and `accounts` open and close the accounts whose state
  // the kinds save, and `clock` dates what opens.
  Snapshots(const StateKinds& kinds, Store& store, const Accounts& accounts, const Clock& clock)
      : kinds_(kinds), store_(store), accounts_(accounts), clock_(clock) {}

  // Of one account; null means everything. Takes as long as there are accounts, requests in their
  // journals, and tasks that run; tasks that have ended and entries of the ledger cost next to
  // nothing.
  Snapshot take(StoredAccount* scope) const;

  // Puts back what the snapshot is of. With one of everything, accounts that have opened since are
  // closed, and the clock goes back if it is a TestClock. HTTP 409, and no change, for a snapshot
  // of a time that is yet to come and that the clock is not set to with it: its account would have
  // been used in the future. Throws Error for the snapshot of another mock.
  std::optional<ApiError> restore(const Snapshot& snapshot) const;

  // Undoes a change that failed half-way: restores `before`, which was taken at its start, but for
  // the clock.
  void undo(const Snapshot& before) const;

  // Ends the account with all that it has: its keys open others.
  void close(StoredAccount& account) const;

  // No other snapshot, restore or reset, and no start or end of a scenario, runs while this lives.
  [[nodiscard]] StateKinds::OneChange one_change() const { return kinds_.one_change(); }

 private:
  std::optional<ApiError> find_time_problem(const SnapshotContent& content) const;
  // Of what belongs to the mock as a whole, only the kinds that `is_meant`.
  void restore(const SnapshotContent& content, bool (*is_meant)(const StateKind&)) const;
  SavedAccount take_account(StoredAccount& account) const;
  void restore_account(const SavedAccount& saved) const;
  // All of the state but for the keys that lead there.
  void restore_state(const SavedAccount& saved, bool open) const;
  void close_all_but(const std::vector<SavedAccount>& known) const;

  const StateKinds& kinds_;
  Store& store_;
  const Accounts& accounts_;
  const Clock& clock_;
};

}  // namespace wavespeed_mock
