#include "domain/billing/credit_info.h"

#include <algorithm>
#include <span>

#include "domain/billing/credit_maximum.h"

namespace wavespeed_mock {
namespace {

std::optional<Timestamp> time_unless_never(Timestamp time) {
  return time == Timestamp::max() ? std::nullopt : std::optional(time);
}

CreditGrantInfo grant_info(const CreditGrant& grant, const LedgerEntry& entry) {
  return {.kind = grant.kind,
          .amount = entry.amount,
          .left = grant.left,
          .given_at = entry.time,
          .expires_at = time_unless_never(grant.expires)};
}

CreditLineInfo credit_line_info(const CreditLine& line, Money available) {
  CreditLineInfo info{.state = line.state,
                      .note = line.note,
                      .applicant = line.application.applicant,
                      .requested = line.application.requested,
                      .limit = line.limit,
                      .raise = line.raise,
                      .deposit = line.deposit,
                      .owed = line.owed,
                      .available = available};
  for (const MonthlyBill& bill : line.bills) {
    info.bills.push_back({.month = bill.month,
                          .amount = bill.amount,
                          .issued_at = bill.issued,
                          .due_at = bill.due,
                          .paid_at = bill.paid,
                          .overdue = bill.overdue});
  }
  return info;
}

}  // namespace

CreditInfo credit_info(const Ledger& ledger, std::size_t max_grants) {
  CreditInfo info{.balance = ledger.balance};
  const auto& order = ledger.credit_balance.order;
  for (const CreditSource source : std::span(order).first(std::min(order.size(), max_grants))) {
    const CreditGrant& grant = ledger.credit_balance.grants[source];
    info.grants.push_back(grant_info(grant, ledger.entries[grant.entry]));
  }
  if (ledger.credit_line) {
    info.credit_line = credit_line_info(*ledger.credit_line, available_on_line(ledger));
  }
  return info;
}

}  // namespace wavespeed_mock
