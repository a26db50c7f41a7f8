// The rules of money: charge at submission, refund when the service failed, never below zero but on
// a credit line. Every entry that is booked here moves the balance or the credit line as
// well: the balance is the credit that is left less what is owed on the credit line.
//
// Works on the Ledger of one account, under its lock. Every function needs the entries that are due
// by its own time to be posted first, which StoredAccount::with() does: entries stay in the order
// of time.
#pragma once

#include <optional>

#include "base/value/api_error.h"
#include "records/account.h"
#include "records/prediction.h"

namespace wavespeed_mock {

// Books what has happened by `now`, each event at its time: tasks that ended are counted or
// refunded, top-ups arrive or fail, credit expires, months of the credit line are billed.
void post_due_entries(Ledger& ledger, Timestamp now);

// Puts in credit: an opening, a top-up, a coupon or a trial, by its kind. It expires then.
void add_credit(Ledger& ledger, LedgerEntry::Kind kind, Timestamp time, Money amount,
                Timestamp expires = Timestamp::max(), PaymentMethod method = PaymentMethod::none);

// Pays the oldest bill of the credit line that is not paid. Only where there is one.
Money pay_bill(Ledger& ledger, Timestamp now, PaymentMethod method = PaymentMethod::none);

// Books `count` tasks of the past, all ended, `successes` of them well, that cost `cost` in all.
// Only before any other charge, in the order of time, and with credit for it.
void book_history(Ledger& ledger, Timestamp time, const ModelLabel& model, std::uint32_t count,
                  std::uint32_t successes, Money cost);

// HTTP 400, code 1407, when there is not enough credit for `price` that the model takes.
std::optional<ApiError> find_credit_problem(const Ledger& ledger, const Model& model, Money price);

// Pays back what is not yet refunded of a task's charge.
void refund(Ledger& ledger, PredictionId prediction, Timestamp now);

// Charges a task at its submission with that key. Only where find_credit_problem() finds none.
// `list_price` is what it would have cost without a discount.
void charge(Ledger& ledger, const Prediction& prediction, Money list_price, KeyNumber key);
inline void charge(Ledger& ledger, const Prediction& prediction) {
  charge(ledger, prediction, prediction.charge, 0);
}

}  // namespace wavespeed_mock
