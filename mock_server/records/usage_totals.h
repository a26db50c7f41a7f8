// What the charges of a day add up to, kept while they are booked: statistics over many tasks need
// not look at each of them.
//
// Plain data, under the account's lock.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "records/model.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// Of the charges for one model.
struct ModelTotals {
  const ModelLabel* model = nullptr;  // as in the ledger's entries
  Money cost;                         // charges less refunds
  std::uint64_t count = 0;            // tasks
  std::uint64_t successes = 0;        // of these, completed by now
  std::uint64_t last_charge = 0;      // the newest one's place in the ledger
};

// Of the charges of one day.
struct DayTotals {
  std::chrono::sys_days day;  // UTC
  Timestamp first_charge;
  Timestamp last_charge;
  std::vector<ModelTotals> models{};  // in the order of their first charges
};

}  // namespace wavespeed_mock
