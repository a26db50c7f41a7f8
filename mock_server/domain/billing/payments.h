// The rules of payments: top-ups that arrive at once, later or not at all, bills that are paid or
// not, coupons that are redeemed. Every one of them stays in the account's payment history.
//
// Works on the Ledger of one account, under its lock, up to date at the time that is given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/value/api_error.h"
#include "records/account.h"
#include "records/payment.h"
#include "wavespeed_mock/payment.h"

namespace wavespeed_mock {

class Coupons;

struct TopUpRequest {
  PaymentOptions payment{};
  Money amount;
  Duration arrives_in = Duration::zero();  // or fails in
  Duration lasts = Duration::max();        // the credit, once it has arrived; max: forever
  std::string coupon{};                    // its code; empty: none
};

// HTTP 409 when the coupon has expired, is used up, or wants a larger top-up with it. A top-up on
// its way counts as a use, until it fails. `top_up`: zero for none.
std::optional<ApiError> find_coupon_problem(const Ledger& ledger, const Coupon& coupon,
                                            Money top_up, Timestamp now);

// Only with a coupon that there is no problem with, or none. Returns the top-up's place among the
// payments.
std::uint32_t begin_top_up(Ledger& ledger, const TopUpRequest& order, const Coupon* coupon,
                           Timestamp now);

// The soonest of those that are pending, when it is due.
void end_next_top_up(Ledger& ledger);

// Only a coupon that there is no problem with. Returns the place among the payments.
std::uint32_t redeem(Ledger& ledger, const Coupon& coupon, Timestamp now);

// Begins a top-up, with the coupon of its code if it has one. 404 for a code that does not exist,
// 409 when there is a problem with the coupon, and for more credit than an account can have; then
// nothing has changed. Returns the top-up's place
// among the payments.
Outcome<std::uint32_t> top_up(Ledger& ledger, const TopUpRequest& request, const Coupons& coupons,
                              Timestamp now);
// Redeems the coupon of that code, with the same errors. Returns the place among the payments.
Outcome<std::uint32_t> redeem_coupon(Ledger& ledger, std::string_view code, const Coupons& coupons,
                                     Timestamp now);

// The oldest bill that is not paid; it stays so when the payment fails. Only where there is one.
void try_to_pay_bill(Ledger& ledger, const PaymentOptions& payment, Timestamp now);

}  // namespace wavespeed_mock
