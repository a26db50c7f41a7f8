// Counts what passes through a mock.
// It counts answers by row and status, their delays, faults and refusals. The metrics are made of
// these counts.
//
// Every function may be called from any thread. count() takes no lock and allocates nothing; what
// totals() sees of requests that are under way is up to chance.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// The labels of answers, in addition to their status. Literals.
struct RequestMetricRow {
  std::string_view route;
  std::string_view method;
  friend auto operator<=>(const RequestMetricRow&, const RequestMetricRow&) = default;
};

class RequestMetrics {
 public:
  // Upper ends of the steps of the histogram of delays, in seconds; one without an end follows.
  static constexpr std::array<double, 10> kDelays = {0, 0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60};

  explicit RequestMetrics(std::vector<RequestMetricRow> rows);

  // An answer in the row of that place, by the wall held back for `delay`.
  void count(std::size_t row, int status, Duration delay);
  // Of a fault that fired; `type` is a literal.
  void count_fault(std::string_view type);
  // Counts what limits or credit did not allow; any other error is ignored.
  void count_refusal(const ApiError& error);

  struct Totals {
    // By row, those of one name together; a status that the API does not have counts as "4xx".
    std::map<RequestMetricRow, std::map<std::string, std::uint64_t>> answers;
    std::array<std::uint64_t, kDelays.size() + 1> delays{};  // answers in each step, not below it
    Duration delay{0};                                       // of all answers together
    std::map<std::string, std::uint64_t> faults;             // by type
    std::uint64_t over_limit = 0;
    std::uint64_t without_credit = 0;
  };
  Totals totals() const;

 private:
  using Counter = std::atomic<std::uint64_t>;
  // Threads spread over these, so that they do not take turns at one cache line.
  struct alignas(64) Shard {
    // By row, then by status. Not a `Counter` each, so that they are zeroed as one block.
    std::unique_ptr<std::uint64_t[]> answers;
    std::array<Counter, kDelays.size() + 1> delays{};
    Counter delay_ns = 0;
  };
  static constexpr std::size_t kShards = 8;

  Shard& own_shard();

  const std::vector<RequestMetricRow> rows_;
  std::array<Shard, kShards> shards_;
  Counter over_limit_ = 0;
  Counter without_credit_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t, std::less<>> faults_;  // under `mutex_`
};

}  // namespace wavespeed_mock
