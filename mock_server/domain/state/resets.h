// Resets named parts of an account, or of all, to what they were at the start. The start is what
// fixtures and options said.
//
// One for each mock; may be used from any thread. An account is reset under its lock, as a whole.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/value/api_error.h"
#include "domain/state/reset_scope.h"
#include "domain/state/snapshots.h"

namespace wavespeed_mock {

class Resets {
 public:
  // All must outlive this object, which is made before the first request. `start` is of
  // everything.
  Resets(const StateKinds& kinds, Store& store, const Accounts& accounts, Snapshot start);

  // Of the account, or of all for null. 409, and no change, for "draws" where an id would be given
  // out a second time.
  std::optional<ApiError> reset(const ResetScope& what, StoredAccount* scope) const;

 private:
  void reset_all(const ResetScope& what) const;
  void reset_account(const ResetScope& what, StoredAccount& account) const;
  // Calls `visit` with each kind that the reset covers, and its place among all.
  void for_each_in(const ResetScope& what,
                   const std::function<void(const StateKind&, std::size_t)>& visit) const;

  const StateKinds& kinds_;
  Store& store_;
  const Accounts& accounts_;
  const Snapshot start_;
  std::unordered_map<std::string_view, const SavedAccount*> at_start_;  // by their first keys
  const Accounts::Start start_of_new_accounts_;
};

}  // namespace wavespeed_mock
