#include "control/account/credit_json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/value/month.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json time_or_null(const std::optional<Timestamp>& time) {
  return time ? ordered_json(to_rfc3339(*time)) : ordered_json();
}

ordered_json grant_json(const CreditGrantInfo& grant) {
  return {{"kind", to_text(grant.kind)},
          {"usd", grant.amount.usd()},
          {"left", grant.left.usd()},
          {"given_at", to_rfc3339(grant.given_at)},
          {"expires_at", time_or_null(grant.expires_at)}};
}

ordered_json bill_json(const MonthlyBillInfo& bill) {
  return {{"month", month_text(bill.month)},         {"amount", bill.amount.usd()},
          {"issued_at", to_rfc3339(bill.issued_at)}, {"due_at", to_rfc3339(bill.due_at)},
          {"paid_at", time_or_null(bill.paid_at)},   {"overdue", bill.overdue}};
}

ordered_json credit_line_json(const CreditLineInfo& line) {
  ordered_json bills = ordered_json::array();
  for (const MonthlyBillInfo& bill : line.bills) bills.push_back(bill_json(bill));
  return {{"state", to_text(line.state)},
          {"note", line.note},
          {"applicant", to_text(line.applicant)},
          {"requested", line.requested.usd()},
          {"limit", line.limit.usd()},
          {"raise", line.raise ? ordered_json(line.raise->usd()) : ordered_json()},
          {"deposit", line.deposit.usd()},
          {"owed", line.owed.usd()},
          {"available", line.available.usd()},
          {"bills", std::move(bills)}};
}

}  // namespace

ordered_json credit_json(const Account& account, const Ledger& ledger, std::size_t max_grants) {
  const CreditInfo credit = credit_info(ledger, max_grants);
  ordered_json grants = ordered_json::array();
  for (const CreditGrantInfo& grant : credit.grants) grants.push_back(grant_json(grant));
  return {
      {"account", account.name},
      {"tag", account.tag},
      {"balance", credit.balance.usd()},
      {"grants", std::move(grants)},
      {"grants_total", ledger.credit_balance.order.size()},
      {"credit_line", credit.credit_line ? credit_line_json(*credit.credit_line) : ordered_json()}};
}

}  // namespace wavespeed_mock
