#include "domain/metrics/account_metrics.h"

#include <algorithm>

#include "base/value/due_time.h"

namespace wavespeed_mock {
namespace {

using Kind = LedgerEntry::Kind;

double micros(Money amount) {
  return static_cast<double>(amount.micros);
}

class Adding {
 public:
  Adding(AccountMetrics& totals, Timestamp now) : totals_(totals), now_(now) {}

  void add(const AccountState& state) {
    ++totals_.accounts;
    totals_.tasks_kept += state.history.size();
    const Timestamp now = std::max(now_, state.last_seen);
    for (const LedgerEntry& entry : state.ledger.entries) add(entry, now);
    for (const OpenCharge& open : state.ledger.open) {
      if (has_come(open.ended_at, now)) add_due(open, state.ledger.entries[open.entry]);
    }
  }

 private:
  static bool is_of_task(const LedgerEntry& entry) {
    return entry.model != nullptr && entry.prediction != PredictionId{};
  }

  void add(const LedgerEntry& entry, Timestamp now) {
    if (!is_of_task(entry)) return;
    TaskTotals& type = totals_.tasks[entry.model->type];
    if (entry.kind == Kind::refund) type.refunded_micros += micros(entry.amount);
    if (entry.kind != Kind::charge) return;
    type.charged_micros += micros(-entry.amount);
    type.submitted += entry.count;
    type.completed += entry.successes;
    if (has_come(entry.ended_at, now)) type.failed += entry.count - entry.successes;
  }

  // What the account's next request will book: it has happened already.
  void add_due(const OpenCharge& open, const LedgerEntry& charge) {
    if (!is_of_task(charge)) return;
    TaskTotals& type = totals_.tasks[charge.model->type];
    if (open.succeeds) {
      ++type.completed;
      --type.failed;
    }
    if (open.refund) type.refunded_micros += micros(-charge.amount);
  }

  AccountMetrics& totals_;
  const Timestamp now_;
};

}  // namespace

AccountMetrics totals_of(const Store& store, Timestamp now) {
  AccountMetrics totals;
  Adding adding(totals, now);
  store.for_each_account([&](StoredAccount& account) {
    account.peek([&](const AccountState& state) { adding.add(state); });
  });
  totals.uploads_kept = store.upload_count();
  return totals;
}

}  // namespace wavespeed_mock
