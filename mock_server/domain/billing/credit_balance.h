// The rules of credit: what is spent first, where a refund goes, what expires when.
//
// The order of spending: coupon credit, then trial credit where the model takes it, then purchased
// credit; of one kind what expires soonest, and of these what came first.
//
// Works on the credit balance of one account, under its lock. The ledger's entries are
// booked by domain/billing/ledger.h.
#pragma once

#include <optional>

#include "records/credit.h"

namespace wavespeed_mock {

// What can be paid with at this moment. `trial`: whether trial credit counts.
inline Money spendable(const CreditBalance& credit_balance, bool trial) {
  return trial ? credit_balance.left : credit_balance.left - credit_balance.trial_left;
}

// Adds credit whose entry is at that place in the ledger.
void add_grant(CreditBalance& credit_balance, const CreditGrant& grant);

// Takes `amount` out for the charge at that place in the ledger; what the balance has not is
// to be drawn on the credit line. Places come in order.
struct Spent {
  CreditSource source = kFromNothing;
  Money from_line;
};
Spent spend(CreditBalance& credit_balance, Money amount, bool trial, std::uint32_t charge);

// Puts back all of a charge that spend() has taken out: each part where it came from, even where
// that has since expired. Returns what has to go back to the credit line.
Money give_back(CreditBalance& credit_balance, CreditSource source, Money amount,
                std::uint32_t charge);

// The grant that is the next to expire, if it has by `now`; what is left of it is taken out.
struct Expired {
  CreditSource grant;
  Timestamp time;
  Money amount;
};
std::optional<Expired> expire_next(CreditBalance& credit_balance, Timestamp now);

// Puts the end of a grant elsewhere.
void set_expiry(CreditBalance& credit_balance, CreditSource grant, Timestamp expires);

}  // namespace wavespeed_mock
