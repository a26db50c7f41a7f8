// A kind of state, such as the tasks: the way to save, restore or reset it.
//
// Snapshots and resets loop over all kinds (state_kinds.h) and know none by name. A kind keeps what
// belongs to an account in its AccountState or in an object of its own, and what belongs to no
// account in an object of its own. It has no state itself: any thread may call every function.
#pragma once

#include <any>
#include <optional>

#include "base/value/api_error.h"
#include "domain/state/reset_scope.h"
#include "store/stored_account.h"

namespace wavespeed_mock {

// An account whose lock the caller holds.
struct LockedAccount {
  StoredAccount& account;
  AccountState& state;
};

// What a kind goes back to within one account.
struct SavedPart {
  const AccountState& state;  // as it was then, whole; a kind takes its own members
  const std::any& elsewhere;  // what save() returned; empty for an account as it opens
  bool opened_later = false;  // only in resets: the account opened after the start, and `state` is
                              // what it would have opened with at the start
};

class StateKind {
 public:
  StateKind() = default;
  virtual ~StateKind() = default;
  StateKind(const StateKind&) = delete;
  StateKind& operator=(const StateKind&) = delete;

  // Whether a reset of `what` covers this kind.
  virtual bool is_in(const ResetScope& what) const = 0;
  // 409 when this kind cannot be reset along with the rest of `what`, which covers it, of the
  // account `scope`, or of all accounts for null. Called before anything is reset.
  virtual std::optional<ApiError> find_problem(const ResetScope&, const StoredAccount*) const {
    return std::nullopt;
  }

  // What belongs to one account. All three are called with the account's lock held.
  //
  // What the kind has outside of AccountState, which a snapshot copies whole; empty for nothing.
  virtual std::any save(StoredAccount& account) const = 0;
  virtual void restore(const LockedAccount& account, const SavedPart& saved) const = 0;
  virtual void reset(const LockedAccount& account, const SavedPart& start) const {
    restore(account, start);
  }

  // What belongs to the mock as a whole: only for snapshots and resets of everything. `saved` is
  // what save_shared() returned. Called without a lock, before the accounts' turn.
  virtual std::any save_shared() const = 0;
  virtual void restore_shared(const std::any& saved) const = 0;
  virtual void reset_shared(const std::any& start) const { restore_shared(start); }
  // Whether it goes back when a change that failed half-way is undone. The clock does not: time has
  // passed since, so what moved it resumes it.
  virtual bool is_undone() const { return true; }

  // Called without a lock when all accounts have been restored or reset. `saved` is null where that
  // was one account only.
  virtual void finish(const std::any* /*saved*/) const {}
};

// A kind that belongs to accounts only.
class AccountStateKind : public StateKind {
 public:
  std::any save_shared() const final { return {}; }
  void restore_shared(const std::any&) const final {}
};

// A kind that belongs to the mock as a whole only.
class SharedStateKind : public StateKind {
 public:
  std::any save(StoredAccount&) const final { return {}; }
  void restore(const LockedAccount&, const SavedPart&) const final {}
};

}  // namespace wavespeed_mock
