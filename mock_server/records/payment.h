// Money that comes in: top-ups, monthly bills that are paid, coupons that are redeemed; also what
// has not arrived yet, and what has failed.
//
// Plain data, under the account's lock.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"
#include "wavespeed_mock/payment.h"

namespace wavespeed_mock {

// One attempt to pay, and its result so far.
struct Payment {
  static constexpr std::uint32_t kNoEntry = std::numeric_limits<std::uint32_t>::max();

  PaymentPurpose purpose = PaymentPurpose::top_up;
  PaymentMethod method = PaymentMethod::none;
  PaymentStatus status = PaymentStatus::pending;
  std::uint32_t entry = kNoEntry;  // once it has succeeded: the place of its entry in the ledger
  Money amount;
  Timestamp created;
  Timestamp ended = Timestamp::max();       // when it was credited or failed; max: not yet
  std::optional<PaymentFailure> failure{};  // why it failed
  std::string coupon{};  // the code it came with, or that was redeemed; empty: none
};

// A top-up that has not arrived yet, and what happens when it does.
struct PendingTopUp {
  Timestamp due;
  std::uint32_t payment = 0;                // its place among the payments
  std::optional<PaymentFailure> failure{};  // nullopt: it succeeds
  // Of the credit, from then on; Duration::max(): forever.
  Duration lasts = Duration::max();
  // Of the coupon that came with it, as it was then; nothing without one.
  Money coupon_amount;
  Duration coupon_lasts = Duration::max();
};

}  // namespace wavespeed_mock
