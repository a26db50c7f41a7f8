// What all accounts of a mock add up to: a view of their ledgers at a moment, which changes
// nothing.
//
// A function without state; any thread may call it. Takes each account's lock for as long as it
// reads that account's ledger.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "store/store.h"

namespace wavespeed_mock {

// Without the history that fixtures gave accounts.
struct TaskTotals {
  std::uint64_t submitted = 0;
  std::uint64_t completed = 0;
  std::uint64_t failed = 0;  // ended in any other way
  // Not Money: what many accounts have been charged may be more than it can hold.
  double charged_micros = 0;
  double refunded_micros = 0;
};

struct AccountMetrics {
  std::map<std::string, TaskTotals, std::less<>> tasks;  // by type of model: "text-to-image"
  std::uint64_t accounts = 0;
  std::uint64_t tasks_kept = 0;
  std::uint64_t uploads_kept = 0;
};

AccountMetrics totals_of(const Store& store, Timestamp now);

}  // namespace wavespeed_mock
