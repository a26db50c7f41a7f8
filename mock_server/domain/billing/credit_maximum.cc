#include "domain/billing/credit_maximum.h"

#include <algorithm>
#include <string>

#include "base/value/conflict.h"
#include "domain/billing/credit_line.h"

namespace wavespeed_mock {
namespace {

Money credit_in_all(const Ledger& ledger) {
  Money total = ledger.received;
  for (const PendingTopUp& pending : ledger.pending) {
    if (pending.failure) continue;
    total += ledger.payments[pending.payment].amount;
    total += pending.coupon_amount;
  }
  if (ledger.credit_line) total += ledger.credit_line->owed;
  return total;
}

}  // namespace

std::optional<ApiError> find_credit_excess(const Ledger& ledger, Money more) {
  const Money total = credit_in_all(ledger);
  const Money max = Money::from_usd(kMaxTotalUsd);
  if (more <= max - total) return std::nullopt;
  return conflict("the account has had " + to_dollars(total) + " of credit in all, spent or not; " +
                  to_dollars(more) + " more would exceed the maximum of " + to_dollars(max));
}

Money available_on_line(const Ledger& ledger) {
  if (!ledger.credit_line) return {};
  return std::min(available(*ledger.credit_line),
                  std::max(Money{}, Money::from_usd(kMaxTotalUsd) - credit_in_all(ledger)));
}

}  // namespace wavespeed_mock
