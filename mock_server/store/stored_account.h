// An account in the store: its fixed part is free to read, its changing part has a lock.
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

// Books everything that is due in a ledger by a time. The store gets it as a function, because
// these rules are in a folder above.
using PostDueEntries = void (*)(Ledger&, Timestamp);

class StoredAccount {
 public:
  // `post_due_entries` brings the ledger up to date; null for accounts without one.
  StoredAccount(AccountNumber number, Account account, AccountState state,
                JournalLimits journal = {}, PostDueEntries post_due_entries = nullptr)
      : number_(number),
        account_(std::move(account)),
        post_due_entries_(post_due_entries),
        state_(std::move(state)),
        journal_(journal) {
    publish(state_);
  }
  StoredAccount(const StoredAccount&) = delete;
  StoredAccount& operator=(const StoredAccount&) = delete;

  AccountNumber number() const { return number_; }
  const Account& account() const { return account_; }

  // The ways to the state. Each holds the account's lock while it runs, so `use` must be short,
  // must not wait, and cannot use this account or another one. Each returns what `use` returns.

  // For a request at `now`: calls `use(AccountState&, Timestamp now)`. The time that it gets is
  // never before that of an earlier call, because requests may overtake each other on their way
  // here. The ledger is complete up to that time.
  template <class Use>
  decltype(auto) with(Timestamp now, Use&& use) {
    const std::lock_guard lock(mutex_);
    const Publisher publisher(*this);
    state_.last_seen = std::max(state_.last_seen, now);
    if (post_due_entries_ != nullptr) post_due_entries_(state_.ledger, state_.last_seen);
    return std::forward<Use>(use)(state_, state_.last_seen);
  }

  // Calls `use(const AccountState&)`: the state as the latest request left it.
  template <class Use>
  decltype(auto) peek(Use&& use) const {
    const std::lock_guard lock(mutex_);
    return std::forward<Use>(use)(state_);
  }

  // Calls `use(AccountState&)` for a change during which no time passes, such as a restored
  // snapshot or a new fault rule: the ledger stays as it is.
  template <class Use>
  decltype(auto) modify(Use&& use) {
    const std::lock_guard lock(mutex_);
    const Publisher publisher(*this);
    return std::forward<Use>(use)(state_);
  }

  // Counts the requests of this account, from 0.
  std::uint64_t next_request() { return requests_.fetch_add(1, std::memory_order_relaxed); }
  std::uint64_t requests() const { return requests_.load(std::memory_order_relaxed); }
  void set_requests(std::uint64_t count) {
    requests_.store(count, std::memory_order_relaxed);
    set_judged_from(std::min(judged_from(), count));
  }

  // The first request that the client report covers.
  std::uint64_t judged_from() const { return judged_from_.load(std::memory_order_relaxed); }
  void set_judged_from(std::uint64_t number) {
    judged_from_.store(number, std::memory_order_relaxed);
  }

  // False after the mock was restored to a time before this account existed; its key then opens a
  // new account. Requests that found this one earlier may still use it.
  bool is_open() const { return open_.load(std::memory_order_acquire); }
  void set_open(bool open) { open_.store(open, std::memory_order_release); }

  // Every request reads these three without the lock.

  // Whether the account has fault rules of its own.
  bool has_faults() const { return has_faults_.load(std::memory_order_relaxed); }
  AccountStatus status() const { return status_.load(std::memory_order_relaxed); }
  // Whether every key that leads here may be used; otherwise the state says which.
  bool all_keys_in_use() const { return all_keys_in_use_.load(std::memory_order_relaxed); }

  // How many keys lead here; the store counts them.
  std::size_t known_keys() const { return known_keys_.load(std::memory_order_relaxed); }
  void count_key() { known_keys_.fetch_add(1, std::memory_order_relaxed); }
  void count_key_off() { known_keys_.fetch_sub(1, std::memory_order_relaxed); }

  AccountJournal& journal() { return journal_; }

 private:
  // Publishes the state when a change to it is over, also when it ends with an exception.
  class Publisher {
   public:
    explicit Publisher(StoredAccount& account) : account_(account) {}
    ~Publisher() { account_.publish(account_.state_); }
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

   private:
    StoredAccount& account_;
  };

  // Refreshes the copies that requests read without the lock. Called with the lock held.
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

  const AccountNumber number_;
  const Account account_;
  const PostDueEntries post_due_entries_;
  std::atomic<std::uint64_t> requests_ = 0;
  std::atomic<std::uint64_t> judged_from_ = 0;
  std::atomic<bool> open_ = true;
  mutable std::mutex mutex_;
  AccountState state_;
  std::atomic<bool> has_faults_ = false;
  std::atomic<AccountStatus> status_ = AccountStatus::active;
  std::atomic<bool> all_keys_in_use_ = true;
  std::atomic<std::size_t> known_keys_ = 1;
  AccountJournal journal_;
};

}  // namespace wavespeed_mock
