// Usage statistics: a view of the ledger's charges.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "records/account.h"

namespace wavespeed_mock {

struct ModelUsage {
  const ModelLabel* model = nullptr;
  Money cost;  // charges less refunds
  std::uint64_t count = 0;
  std::chrono::sys_days last_used;  // UTC
};

struct DayUsage {
  std::chrono::sys_days day;  // UTC
  Money cost;
  std::uint64_t count = 0;
  std::vector<ModelUsage> models;  // dearest first
};

struct UsageReport {
  std::vector<ModelUsage> models;  // dearest first
  std::vector<DayUsage> days;      // oldest first, only days with usage
  Money cost;
  std::uint64_t requests = 0;   // tasks submitted
  std::uint64_t successes = 0;  // of these, completed by now
};

// 400 for a range that does not end after its start, or is longer than 31 days.
std::optional<ApiError> find_range_problem(Timestamp start, Timestamp end);

// The tasks submitted from `start` to `end`, both included, of one model when `model_id` is not
// empty. A refund counts on the day of its charge. The ledger must be up to date.
//
// Takes as long as there are days and models, however many tasks there are; but where `start` or
// `end` cuts a day's tasks in two, as long as there are tasks on that day.
UsageReport report_usage(const Ledger& ledger, Timestamp start, Timestamp end,
                         std::string_view model_id);

}  // namespace wavespeed_mock
