// An account in the store: its fixed part free to read, its changing part behind its own lock.
//
// Owned by the store for as long as the store lives; may be used from any thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "records/account.h"
#include "store/account_journal.h"

namespace wavespeed_mock {

class StoredAccount {
 public:
  StoredAccount(AccountNumber number, Account account, AccountState state,
                JournalLimits journal = {})
      : number_(number), account_(std::move(account)), state_(std::move(state)), journal_(journal) {
    publish(state_);
  }
  StoredAccount(const StoredAccount&) = delete;
  StoredAccount& operator=(const StoredAccount&) = delete;

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

  // Calls `look(AccountState&)` in the same way, but no time passes by it.
  template <class Look>
  decltype(auto) look(Look&& look) {
    const std::lock_guard lock(mutex_);
    return std::forward<Look>(look)(state_);
  }

  // Counts the requests of this account, from 0.
  std::uint64_t next_request() { return requests_.fetch_add(1, std::memory_order_relaxed); }
  std::uint64_t requests() const { return requests_.load(std::memory_order_relaxed); }
  void set_requests(std::uint64_t count) {
    requests_.store(count, std::memory_order_relaxed);
    set_judged_from(std::min(judged_from(), count));
  }

  // The first request that the client report still tells of.
  std::uint64_t judged_from() const { return judged_from_.load(std::memory_order_relaxed); }
  void set_judged_from(std::uint64_t number) {
    judged_from_.store(number, std::memory_order_relaxed);
  }

  // False once the whole mock was put back to a time before the account opened: its key is then as
  // good as new. Requests that have found it before may still use it.
  bool is_open() const { return open_.load(std::memory_order_acquire); }
  void set_open(bool open) { open_.store(open, std::memory_order_release); }

  // What every request asks, told without the lock. To be called under it by whoever has changed
  // rules, status or keys.
  void publish(const AccountState& state) {
    has_faults_.store(!state.faults.rules.empty(), std::memory_order_relaxed);
    status_.store(state.terms.status, std::memory_order_relaxed);
    const std::size_t keys = state.terms.keys == nullptr ? 1 : state.terms.keys->size();
    bool in_use = keys == known_keys();
    for (std::size_t i = 0; in_use && state.terms.keys != nullptr && i < keys; ++i) {
      in_use = !(*state.terms.keys)[i].revoked;
    }
    all_keys_in_use_.store(in_use, std::memory_order_relaxed);
  }

  // Whether the account has fault rules of its own.
  bool has_faults() const { return has_faults_.load(std::memory_order_relaxed); }
  AccountStatus status() const { return status_.load(std::memory_order_relaxed); }
  // Whether every key that leads here may be used; else the state tells which.
  bool all_keys_in_use() const { return all_keys_in_use_.load(std::memory_order_relaxed); }

  // How many keys lead here; the store counts them.
  std::size_t known_keys() const { return known_keys_.load(std::memory_order_relaxed); }
  void count_key() { known_keys_.fetch_add(1, std::memory_order_relaxed); }

  AccountJournal& journal() { return journal_; }

 private:
  const AccountNumber number_;
  const Account account_;
  std::atomic<std::uint64_t> requests_ = 0;
  std::atomic<std::uint64_t> judged_from_ = 0;
  std::atomic<bool> open_ = true;
  std::mutex mutex_;
  AccountState state_;
  std::atomic<bool> has_faults_ = false;
  std::atomic<AccountStatus> status_ = AccountStatus::active;
  std::atomic<bool> all_keys_in_use_ = true;
  std::atomic<std::size_t> known_keys_ = 1;
  AccountJournal journal_;
};

}  // namespace wavespeed_mock
