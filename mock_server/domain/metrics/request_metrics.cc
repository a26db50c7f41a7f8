#include "domain/metrics/request_metrics.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <thread>
#include <utility>

namespace wavespeed_mock {
namespace {

constexpr std::uint64_t kOnce = 1;

// What the API, the mock and its faults answer with; any other status counts with its class.
constexpr int kStatuses[] = {200, 201, 202, 204, 206, 301, 302, 304, 400, 401, 402,
                             403, 404, 405, 408, 409, 410, 411, 413, 414, 415, 416,
                             422, 429, 431, 500, 501, 502, 503, 504, 505};
constexpr std::string_view kClasses[] = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
constexpr std::size_t kColumns = std::size(kStatuses) + std::size(kClasses);

constexpr int kEndOfStatuses = 600;

constexpr std::size_t find_column(int status) {
  for (std::size_t i = 0; i < std::size(kStatuses); ++i) {
    if (kStatuses[i] == status) return i;
  }
  return std::size(kStatuses) + static_cast<std::size_t>(status / 100);
}

constexpr auto kColumnOf = [] {
  std::array<std::uint8_t, kEndOfStatuses> columns{};
  for (int status = 0; status < kEndOfStatuses; ++status) {
    columns[static_cast<std::size_t>(status)] = static_cast<std::uint8_t>(find_column(status));
  }
  return columns;
}();

std::size_t column_of(int status) {
  const bool known = status >= 0 && status < kEndOfStatuses;
  return known ? kColumnOf[static_cast<std::size_t>(status)] : std::size(kStatuses);
}

std::string name_of(std::size_t column) {
  if (column < std::size(kStatuses)) return std::to_string(kStatuses[column]);
  return std::string(kClasses[column - std::size(kStatuses)]);
}

std::size_t step_of(Duration delay) {
  const double seconds = std::chrono::duration<double>(delay).count();
  const auto& ends = RequestMetrics::kDelays;
  return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), seconds) -
                                  ends.begin());
}

using CounterIn = std::atomic_ref<std::uint64_t>;

template <class Counter>
std::uint64_t value(const Counter& counter) {
  return counter.load(std::memory_order_relaxed);
}

template <class Counter>
void add(Counter&& counter, std::uint64_t more) {
  counter.fetch_add(more, std::memory_order_relaxed);
}

}  // namespace

RequestMetrics::RequestMetrics(std::vector<RequestMetricRow> rows) : rows_(std::move(rows)) {
  for (Shard& shard : shards_) {
    shard.answers = std::make_unique<std::uint64_t[]>(rows_.size() * kColumns);
  }
}

RequestMetrics::Shard& RequestMetrics::own_shard() {
  // Ids of threads are often addresses: their low digits are all the same.
  constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15;
  const std::uint64_t id = std::hash<std::thread::id>()(std::this_thread::get_id());
  return shards_[(id * kSpread) >> 61];
}

void RequestMetrics::count(std::size_t row, int status, Duration delay) {
  Shard& shard = own_shard();
  add(CounterIn(shard.answers[row * kColumns + column_of(status)]), kOnce);
  // Most are not held back at all: totals() knows how many from the answers.
  if (delay <= Duration::zero()) return;
  add(shard.delays[step_of(delay)], kOnce);
  add(shard.delay_ns, static_cast<std::uint64_t>(delay.count()));
}

void RequestMetrics::count_fault(std::string_view type) {
  const std::lock_guard lock(mutex_);
  const auto known = faults_.find(type);
  if (known != faults_.end()) {
    ++known->second;
  } else {
    faults_.emplace(type, kOnce);
  }
}

void RequestMetrics::count_refusal(const ApiError& error) {
  constexpr int kTooManyRequests = 429;
  constexpr int kInsufficientCredits = 1407;
  if (error.http == kTooManyRequests) add(over_limit_, kOnce);
  if (error.code == kInsufficientCredits) add(without_credit_, kOnce);
}

RequestMetrics::Totals RequestMetrics::totals() const {
  Totals totals;
  std::uint64_t answers = 0;
  std::uint64_t delayed = 0;
  std::uint64_t delay_ns = 0;
  for (const Shard& shard : shards_) {
    // Read before the answers: a delayed request is counted among the answers first.
    for (std::size_t i = 0; i < shard.delays.size(); ++i) {
      totals.delays[i] += value(shard.delays[i]);
      delayed += value(shard.delays[i]);
    }
    delay_ns += value(shard.delay_ns);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      for (std::size_t column = 0; column < kColumns; ++column) {
        const std::uint64_t count = value(CounterIn(shard.answers[row * kColumns + column]));
        if (count == 0) continue;
        totals.answers[rows_[row]][name_of(column)] += count;
        answers += count;
      }
    }
  }
  totals.delays[0] += answers - std::min(delayed, answers);
  totals.delay = Duration(static_cast<std::int64_t>(delay_ns));
  {
    const std::lock_guard lock(mutex_);
    totals.faults.insert(faults_.begin(), faults_.end());
  }
  totals.over_limit = value(over_limit_);
  totals.without_credit = value(without_credit_);
  return totals;
}

}  // namespace wavespeed_mock
