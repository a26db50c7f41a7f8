// One entry of an account's ledger. All of its money is computed from these: balance, bills
// and usage statistics.
#pragma once

#include <cstdint>

#include "records/api_key.h"
#include "records/credit.h"
#include "records/model.h"
#include "records/prediction_id.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"
#include "wavespeed_mock/payment.h"

namespace wavespeed_mock {

struct LedgerEntry {
  enum class Kind : std::uint8_t {
    charge,  // for a task, at its submission
    refund,  // of a charge, when the service failed
    // Funds: what came in.
    opening,  // the credit an account starts with
    top_up,   // was paid in
    coupon,   // was redeemed
    trial,    // was given
    payment,  // of a monthly bill of the credit line
    expiry,   // what was left of a grant when its time was over
  };

  Kind kind = Kind::opening;
  PaymentMethod method = PaymentMethod::none;  // of funds that were paid in
  KeyNumber key = 0;         // of a charge and of its refund: with which of the account's keys
  std::uint32_t charge = 0;  // of a refund: the place of its charge in the ledger
  Timestamp time;
  Money amount;  // what it adds to the balance: negative for a charge

  // Of a charge and of its refund:
  const ModelLabel* model = nullptr;  // owned by the catalogue or by the account
  PredictionId prediction;            // zero when loaded from a fixture

  // Of a charge only:
  Timestamp ended_at;           // when its task ends
  std::uint32_t count = 0;      // tasks: one, more only for history out of a fixture
  std::uint32_t successes = 0;  // of these, completed so far
  Money list_price;             // before discounts

  // Of a charge: what it was paid with. Of funds and of an expiry: the grant, or nothing.
  CreditSource source = kFromNothing;
  bool refunded = false;  // of a charge: it was paid back, whole
};

constexpr bool is_of_task(LedgerEntry::Kind kind) {
  return kind == LedgerEntry::Kind::charge || kind == LedgerEntry::Kind::refund;
}

}  // namespace wavespeed_mock
