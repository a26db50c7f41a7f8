#include "domain/billing/credit_line_actions.h"

#include <utility>

#include "base/value/conflict.h"
#include "domain/billing/credit_line.h"

namespace wavespeed_mock {
namespace {

std::optional<ApiError> find_missing_line(const Ledger& ledger) {
  if (ledger.credit_line) return std::nullopt;
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

std::optional<ApiError> apply_for_credit_line(Ledger& ledger, CreditLineApplication application,
                                              Timestamp now) {
  return apply_for_credit_line(ledger.credit_line, std::move(application), now);
}

std::optional<ApiError> approve_credit_line(Ledger& ledger, std::optional<Money> limit,
                                            Timestamp now) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return approve_credit_line(*ledger.credit_line, limit, purchased_credit(ledger.credit_balance),
                             now);
}

std::optional<ApiError> decline_credit_line(Ledger& ledger, bool defer, const std::string& note) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return decline_credit_line(*ledger.credit_line, defer, note);
}

std::optional<ApiError> request_raise(Ledger& ledger, Money limit) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return request_raise(*ledger.credit_line, limit);
}

std::optional<ApiError> reduce_credit_line(Ledger& ledger, Money limit) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return reduce_credit_line(*ledger.credit_line, limit);
}

std::optional<ApiError> close_credit_line(Ledger& ledger, const std::string& note) {
  if (auto missing = find_missing_line(ledger)) return missing;
  return close_credit_line(*ledger.credit_line, note);
}

std::optional<ApiError> deposit(Ledger& ledger, Money amount) {
  if (auto missing = find_missing_line(ledger)) return missing;
  Money& deposit = ledger.credit_line->deposit;
  const Money max = Money::from_usd(kMaxTotalUsd);
  if (amount > max - deposit) {
    return conflict("the deposit is " + to_dollars(deposit) + "; " + to_dollars(amount) +
                    " more would exceed the maximum of " + to_dollars(max));
  }
  deposit += amount;
  return std::nullopt;
}

std::optional<ApiError> pay_oldest_bill(Ledger& ledger, const PaymentOptions& payment,
                                        Timestamp now) {
  if (auto missing = find_missing_line(ledger)) return missing;
  if (oldest_unpaid(*ledger.credit_line) == nullptr) return conflict("there is no bill to pay");
  try_to_pay_bill(ledger, payment, now);
  return std::nullopt;
}

}  // namespace wavespeed_mock
