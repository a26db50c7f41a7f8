// Resets named parts of an account, or of all, to what they were at the start. The start is what
// fixtures and options said.
//
// One for each mock; may be used from any thread. An account is reset under its lock, as a whole.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "contract/client_reports.h"
#include "domain/billing/coupons.h"
#include "domain/scenarios/snapshots.h"

namespace wavespeed_mock {

// In the order in which people read them; the values are bits.
enum class ResetPart : std::uint16_t {
  tasks = 1,            // the history, with the outputs
  credit = 2,           // the ledger: balance, bills, usage; invoices
  limits = 4,           // what the tier's limits have counted
  uploads = 8,          // files and tickets
  webhooks = 16,        // those that wait, those that have gone, and the secret
  faults = 32,          // rules that were added, and what all rules have counted
  journal = 64,         // the requests, and their numbers
  draws = 128,          // the next task and the next upload get the first ids again
  client_report = 256,  // what the client report tells of
  coupons = 512,        // which there are; only when all accounts are reset
  account = 1024,       // its tier, its status and its keys; of all: what later ones begin with
};

// The kinds of state that one reset covers.
class ResetScope {
 public:
  // Their names as people write them.
  static std::span<const std::string_view> all_names();
  // "all" means all of them. 400 for an unknown name, and for an empty list.
  static Outcome<ResetScope> read(const std::vector<std::string>& names);

  bool has(ResetPart part) const { return (bits_ & static_cast<unsigned>(part)) != 0; }
  std::vector<std::string_view> names() const;

 private:
  unsigned bits_ = 0;
};

class Resets {
 public:
  struct Parts {
    Store& store;
    Accounts& accounts;
    WebhookQueue& webhooks;
    FaultRules& faults;
    ClientReports& client_reports;
    Coupons& coupons;
    const Clock& clock;
  };

  // All must outlive this object. `start` is of everything, taken before the first request.
  Resets(const Parts& parts, const Snapshots& snapshots, Snapshot start);

  // Of the account, or of all for null. 409, and no change, for "draws" where an id would be given
  // out a second time.
  std::optional<ApiError> reset(const ResetScope& what, StoredAccount* scope) const;

 private:
  std::optional<ApiError> find_collision(const ResetScope& what, const StoredAccount* scope) const;
  void reset_account(const ResetScope& what, StoredAccount& account) const;
  void reset_credit(AccountState& state, const AccountState* start) const;
  const SnapshotContent& at_start() const;
  // What the account was at the start; nullptr when it has opened since.
  const AccountState* start_of(const StoredAccount& account) const;

  const Parts parts_;
  const Snapshots& snapshots_;
  const Snapshot start_;
};

}  // namespace wavespeed_mock
