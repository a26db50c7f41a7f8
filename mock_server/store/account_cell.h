// An account in the store: its fixed part free to read, its changing part behind its own lock.
//
// Owned by the store for as long as the store lives; may be used from any thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "records/account.h"

namespace wavespeed_mock {

class AccountCell {
 public:
  AccountCell(AccountNumber number, Account account, AccountState state)
      : number_(number), account_(std::move(account)), state_(std::move(state)) {}
  AccountCell(const AccountCell&) = delete;
  AccountCell& operator=(const AccountCell&) = delete;

  AccountNumber number() const { return number_; }
  const Account& account() const { return account_; }

  // Calls `change(AccountState&, Timestamp now)` while nobody else sees the state. The time it gets
  // is never before that of an earlier call: requests may overtake each other on their way here.
  template <class Change>
  decltype(auto) update(Timestamp now, Change&& change) {
    const std::lock_guard lock(mutex_);
    state_.last_seen = std::max(state_.last_seen, now);
    return std::forward<Change>(change)(state_, state_.last_seen);
  }

  // Counts the requests of this account, from 0.
  std::uint64_t next_request() { return requests_.fetch_add(1, std::memory_order_relaxed); }

 private:
  const AccountNumber number_;
  const Account account_;
  std::atomic<std::uint64_t> requests_ = 0;
  std::mutex mutex_;
  AccountState state_;
};

}  // namespace wavespeed_mock
