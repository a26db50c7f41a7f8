// The rules of money: charge at submission, refund when the service failed, never below zero.
//
// Works on the Ledger of one account, under its lock. Every function wants the ledger settled up to
// its own time first, which keeps entries in the order of their times.
#pragma once

#include <optional>

#include "base/api_error.h"
#include "records/account.h"
#include "records/prediction.h"

namespace wavespeed_mock {

// Books what has ended by `now`: successes are counted, refunds are paid, each at the time the task
// ended.
void settle(Ledger& ledger, Timestamp now);

// Puts in the credit an account starts with.
void open_balance(Ledger& ledger, Timestamp time, Money amount);

// Books `count` tasks of the past, all ended, `successes` of them well, that cost `cost` in all.
// Only before any other charge, in the order of time.
void book_history(Ledger& ledger, Timestamp time, const ModelLabel& model, std::uint32_t count,
                  std::uint32_t successes, Money cost);

// HTTP 400, code 1407, when the balance is below `price`.
std::optional<ApiError> find_credit_problem(const Ledger& ledger, Money price);

// Pays back what is not yet refunded of a task's charge.
void refund(Ledger& ledger, PredictionId prediction, Timestamp now);

// Charges a task at its submission.
void charge(Ledger& ledger, const Prediction& prediction);

}  // namespace wavespeed_mock
