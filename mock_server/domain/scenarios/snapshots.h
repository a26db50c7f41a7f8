// Snapshots of one account, or of the whole mock, with the way to restore them.
//
// An account is saved and restored under its own lock: a request during this finds it as it was
// before or as it is afterwards, never in between. Accounts follow one another; a request that runs
// while its account is restored may count as before or after.
// May be used from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/billing/coupons.h"
#include "domain/faults/fault_rules.h"
#include "domain/webhooks/webhook_queue.h"
#include "records/upload.h"
#include "store/account_journal.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/snapshot.h"

namespace wavespeed_mock {

struct AccountSnapshot {
  StoredAccount* account = nullptr;
  AccountState state{};
  std::uint64_t requests = 0;
  AccountJournal::Saved journal{};
  std::vector<std::shared_ptr<const Upload>> uploads{};
  WebhookQueue::Saved webhooks{};
};

// What does not belong to a single account.
struct SharedSnapshot {
  struct ClockState {
    ClockMode mode{};
    double factor = 1;
    Timestamp time;
  };
  AccountSnapshot anonymous{};  // requests without a known key
  ActiveRules faults{};
  Coupons::Saved coupons{};
  std::uint64_t last_webhook = 0;
  std::optional<ClockState> clock{};  // of a TestClock only
  Accounts::Opening opening{};        // of accounts that open later
};

struct SnapshotContent {
  const Store* of = nullptr;  // tells the mocks apart
  std::vector<AccountSnapshot> accounts{};
  std::optional<SharedSnapshot> shared{};  // in one of everything
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
  // What they are made of and restored into; all must outlive this object.
  struct Parts {
    Store& store;
    Accounts& accounts;
    WebhookQueue& webhooks;
    FaultRules& faults;
    Clock& clock;
    Coupons& coupons;
  };
  explicit Snapshots(const Parts& parts) : parts_(parts) {}

  // Of one account; null means everything. Takes as long as there are accounts, requests in their
  // journals, and tasks that run; tasks that have ended and lines of the ledger cost next to
  // nothing.
  Snapshot take(StoredAccount* scope) const;

  // Puts back what the snapshot is of. With one of everything, accounts that have opened since are
  // closed, and the clock goes back if it is a TestClock. Throws std::invalid_argument for the
  // snapshot of another mock.
  void restore(const Snapshot& snapshot) const;

  // The pieces, for resets: forget what an account has in the store.
  void forget_tasks(AccountState& state) const;
  void forget_uploads(AccountNumber account) const;
  // Ends the account with all that it has: its keys open others.
  void close(StoredAccount& account) const;

 private:
  AccountSnapshot take_account(StoredAccount& account) const;
  void restore_account(const AccountSnapshot& saved) const;
  void restore_tasks(const History& now, const History& saved) const;
  void restore_uploads(const AccountSnapshot& saved) const;

  const Parts parts_;
};

}  // namespace wavespeed_mock
