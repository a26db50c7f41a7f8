#include "domain/state/clock_moves.h"

#include <algorithm>
#include <string>

#include "base/value/conflict.h"
#include "base/value/timestamp.h"
#include "domain/billing/credit_balance.h"
#include "domain/billing/credit_line.h"

namespace wavespeed_mock {
namespace {

// The last moment that an account cannot be taken back before: its last use, or the last entry of a
// history or of the overdue bill that a fixture gave it. The credit that it began with is no such
// thing, and what came later was a use.
Timestamp lived_until(const AccountState& state) {
  Timestamp last = state.last_seen;
  for (const LedgerEntry& entry : state.ledger.entries) {
    if (is_of_task(entry.kind)) last = std::max(last, entry.time);
  }
  if (state.ledger.credit_line) last = std::max(last, lived_until(*state.ledger.credit_line));
  return last;
}

}  // namespace

void date_opening(Ledger& ledger, Timestamp time) {
  auto& entries = ledger.entries;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (is_of_task(entries[i].kind) || entries[i].time <= time) continue;
    const Duration earlier = entries[i].time - time;
    entries.change(i).time = time;
    const CreditSource grant = entries[i].source;
    const Timestamp expires = ledger.credit_balance.grants[grant].expires;
    if (expires != Timestamp::max()) {
      set_expiry(ledger.credit_balance, grant, expires - earlier);
    }
  }
  if (ledger.credit_line) set_back(*ledger.credit_line, time);
}

std::optional<ApiError> find_time_problem(const Store& store, Timestamp time) {
  std::optional<ApiError> problem;
  store.for_each_account([&](StoredAccount& account) {
    const Timestamp last =
        account.peek([](const AccountState& state) { return lived_until(state); });
    if (problem || last <= time) return;
    problem = conflict(account.account().name + " has activity up to " + to_rfc3339(last) +
                       "; choose a later time, or reset or restore it");
  });
  return problem;
}

void date_openings(const Store& store, Timestamp time) {
  store.for_each_account([&](StoredAccount& account) {
    account.modify([&](AccountState& state) { date_opening(state.ledger, time); });
  });
}

void set_clock(TestClock& clock, const Store& store, Timestamp time) {
  date_openings(store, time);
  clock.set(time);
}

}  // namespace wavespeed_mock
