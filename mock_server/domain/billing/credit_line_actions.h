// The actions on an account's credit line, which fail with 409 where the account has none.
//
// Each works on the ledger of one account, under its lock, complete up to `now`.
#pragma once

#include <optional>
#include <string>

#include "base/value/api_error.h"
#include "domain/billing/payments.h"
#include "records/account.h"

namespace wavespeed_mock {

std::optional<ApiError> apply_for_credit_line(Ledger& ledger, CreditLineApplication application,
                                              Timestamp now);
// Without a limit: what was asked for, but no more than the rules allow a first line.
std::optional<ApiError> approve_credit_line(Ledger& ledger, std::optional<Money> limit,
                                            Timestamp now);
// `defer`: declined for now.
std::optional<ApiError> decline_credit_line(Ledger& ledger, bool defer, const std::string& note);
std::optional<ApiError> request_raise(Ledger& ledger, Money limit);
std::optional<ApiError> reduce_credit_line(Ledger& ledger, Money limit);
std::optional<ApiError> close_credit_line(Ledger& ledger, const std::string& note);
// 409 also beyond kMaxTotalUsd.
std::optional<ApiError> deposit(Ledger& ledger, Money amount);
// Pays the oldest unpaid bill; 409 when there is none. The bill stays unpaid when the payment
// fails.
std::optional<ApiError> pay_oldest_bill(Ledger& ledger, const PaymentOptions& payment,
                                        Timestamp now);

}  // namespace wavespeed_mock
