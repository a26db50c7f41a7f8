#include "domain/billing/credit_line_actions.h"

#include "base/value/conflict.h"
#include "domain/billing/credit_line.h"

namespace wavespeed_mock {
namespace {

std::optional<ApiError> find_missing_line(const Ledger& ledger) {
  if (ledger.line) return std::nullopt;
  return conflict("the account has no credit line; apply for one first");
}

Money purchased_credit(const CreditBalance& balance) {
  Money purchased;
  for (const CreditSource source : balance.order) {
    const CreditGrant& grant = balance.grants[source];
    if (grant.kind == CreditKind::purchased) purchased += grant.left;
  }
  return purchased;
}

}  // namespace

std::optional<ApiError> approve_line(Ledger& ledger, std::optional<Money> limit, Timestamp now) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return approve_line(*ledger.line, limit, purchased_credit(ledger.credit_balance), now);
}

std::optional<ApiError> decline_line(Ledger& ledger, bool defer, const std::string& note) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return decline_line(*ledger.line, defer, note);
}

std::optional<ApiError> ask_for_raise(Ledger& ledger, Money limit) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return ask_for_raise(*ledger.line, limit);
}

std::optional<ApiError> reduce_line(Ledger& ledger, Money limit) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return reduce_line(*ledger.line, limit);
}

std::optional<ApiError> close_line(Ledger& ledger, const std::string& note) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return close_line(*ledger.line, note);
}

std::optional<ApiError> deposit(Ledger& ledger, Money amount) {
  if (auto missing = find_missing_line(ledger)) return missing;
  ledger.line->deposit += amount;
  return std::nullopt;
}

std::optional<ApiError> pay_oldest_bill(Ledger& ledger, const PaymentWay& way, Timestamp now) {
  if (auto missing = find_missing_line(ledger)) return missing;
  if (oldest_unpaid(*ledger.line) == nullptr) return conflict("there is no bill to pay");
  try_to_pay_bill(ledger, way, now);
  return std::nullopt;
}

}  // namespace wavespeed_mock
