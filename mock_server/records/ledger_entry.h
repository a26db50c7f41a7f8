// One line of an account's ledger. Balance and usage statistics are views of these lines.
#pragma once

#include <cstdint>

#include "base/money.h"
#include "records/model.h"
#include "records/prediction_id.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct LedgerEntry {
  enum class Kind : std::uint8_t {
    opening,  // the credit an account starts with
    charge,   // for a task, at its submission
    refund,   // of a charge, when the service failed
  };

  Kind kind = Kind::opening;
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
  Money refunded;               // of this charge, so far
};

}  // namespace wavespeed_mock
