#include "control/account/credit_json.h"

#include <nlohmann/json.hpp>
#include <string>

#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "domain/billing/credit_balance.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/credit_line_materials.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json time_or_null(Timestamp time) {
  return time == Timestamp::max() ? ordered_json() : ordered_json(to_rfc3339(time));
}

ordered_json grant_json(const CreditGrant& grant, const Ledger& ledger) {
  const LedgerEntry& line = ledger.entries[grant.entry];
  return {{"kind", to_text(grant.kind)},
          {"usd", line.amount.usd()},
          {"left", grant.left.usd()},
          {"given_at", to_rfc3339(line.time)},
          {"expires_at", time_or_null(grant.expires)}};
}

ordered_json bill_json(const MonthlyBill& bill) {
  return {{"month", month_text(bill.month)},
          {"amount", bill.amount.usd()},
          {"issued_at", to_rfc3339(bill.issued)},
          {"due_at", to_rfc3339(bill.due)},
          {"paid_at", bill.paid ? ordered_json(to_rfc3339(*bill.paid)) : ordered_json()},
          {"overdue", bill.overdue}};
}

ordered_json line_json(const CreditLine& line) {
  ordered_json bills = ordered_json::array();
  for (const MonthlyBill& bill : line.bills) bills.push_back(bill_json(bill));
  return {{"state", to_text(line.state)},
          {"note", line.note},
          {"applicant", to_text(line.application.applicant)},
          {"requested", line.application.requested.usd()},
          {"limit", line.limit.usd()},
          {"raise", line.raise ? ordered_json(line.raise->usd()) : ordered_json()},
          {"deposit", line.deposit.usd()},
          {"owed", line.owed.usd()},
          {"available", available(line).usd()},
          {"bills", std::move(bills)}};
}

}  // namespace

ordered_json credit_json(const Account& account, const Ledger& ledger) {
  ordered_json grants = ordered_json::array();
  for (const CreditSource source : ledger.credit_balance.order) {
    grants.push_back(grant_json(ledger.credit_balance.grants[source], ledger));
  }
  return {{"account", account.name},
          {"tag", account.tag},
          {"balance", ledger.balance.usd()},
          {"grants", std::move(grants)},
          {"credit_line", ledger.line ? line_json(*ledger.line) : ordered_json()}};
}

}  // namespace wavespeed_mock
