#include "control/credit_json.h"

#include <nlohmann/json.hpp>
#include <string>

#include "base/month.h"
#include "base/timestamp.h"
#include "domain/credit_line.h"
#include "domain/line_materials.h"

namespace wavespeed_mock {
namespace {

using json = nlohmann::ordered_json;

std::string_view to_text(CreditKind kind) {
  switch (kind) {
    case CreditKind::coupon:
      return "coupon";
    case CreditKind::trial:
      return "trial";
    case CreditKind::purchased:
      return "purchased";
  }
  return "";
}

json time_or_null(Timestamp time) {
  return time == Timestamp::max() ? json() : json(to_rfc3339(time));
}

json grant_json(const CreditGrant& grant, const Ledger& ledger) {
  const LedgerEntry& line = ledger.entries[grant.entry];
  return {{"kind", to_text(grant.kind)},
          {"usd", line.amount.usd()},
          {"left", grant.left.usd()},
          {"given_at", to_rfc3339(line.time)},
          {"expires_at", time_or_null(grant.expires)}};
}

json bill_json(const MonthlyBill& bill) {
  return {{"month", month_text(bill.month)},
          {"amount", bill.amount.usd()},
          {"issued_at", to_rfc3339(bill.issued)},
          {"due_at", to_rfc3339(bill.due)},
          {"paid_at", bill.paid ? json(to_rfc3339(*bill.paid)) : json()},
          {"overdue", bill.overdue}};
}

json line_json(const CreditLine& line) {
  json bills = json::array();
  for (const MonthlyBill& bill : line.bills) bills.push_back(bill_json(bill));
  return {{"state", to_text(line.state)},
          {"note", line.note},
          {"applicant", to_text(line.application.applicant)},
          {"requested", line.application.requested.usd()},
          {"limit", line.limit.usd()},
          {"raise", line.raise ? json(line.raise->usd()) : json()},
          {"deposit", line.deposit.usd()},
          {"owed", line.owed.usd()},
          {"available", available(line).usd()},
          {"bills", std::move(bills)}};
}

}  // namespace

json credit_json(const Account& account, const Ledger& ledger) {
  json grants = json::array();
  for (const CreditSource source : ledger.purse.order) {
    grants.push_back(grant_json(ledger.purse.grants[source], ledger));
  }
  return {{"account", account.name},
          {"tag", account.tag},
          {"balance", ledger.balance.usd()},
          {"grants", std::move(grants)},
          {"credit_line", ledger.line ? line_json(*ledger.line) : json()}};
}

}  // namespace wavespeed_mock
