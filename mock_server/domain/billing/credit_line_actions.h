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

// Without a limit: what was asked for, but no more than the rules allow a first line.
std::optional<ApiError> approve_line(Ledger& ledger, std::optional<Money> limit, Timestamp now);
// `defer`: declined for now.
std::optional<ApiError> decline_line(Ledger& ledger, bool defer, const std::string& note);
std::optional<ApiError> ask_for_raise(Ledger& ledger, Money limit);
std::optional<ApiError> reduce_line(Ledger& ledger, Money limit);
std::optional<ApiError> close_line(Ledger& ledger, const std::string& note);
std::optional<ApiError> deposit(Ledger& ledger, Money amount);
// Pays the oldest unpaid bill; 409 when there is none. The bill stays unpaid when `way` fails.
std::optional<ApiError> pay_oldest_bill(Ledger& ledger, const PaymentWay& way, Timestamp now);

}  // namespace wavespeed_mock
