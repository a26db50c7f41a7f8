// Where the mock's time comes from. One clock rules run times, rate windows, and usage days.
//
// Shared by the mock and its user; every function may be called from several threads.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

namespace wavespeed_mock {

using Duration = std::chrono::nanoseconds;
// Nanoseconds since 1970-01-01T00:00:00Z; covers the years 1678 to 2262.
using Timestamp = std::chrono::time_point<std::chrono::system_clock, Duration>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

// Stands still until it is told to move. The clock of a `Mock` that is given none.
class ManualClock final : public Clock {
 public:
  // Starts at 2026-01-01T00:00:00Z unless told otherwise.
  ManualClock();
  explicit ManualClock(Timestamp start);

  Timestamp now() const override;
  // Moves forward by `step`. Throws std::invalid_argument for a negative step, because settled
  // charges and refunds cannot be taken back, and for one beyond the year 2262, the last that
  // Timestamp holds.
  void advance(Duration step);

 private:
  std::atomic<std::int64_t> nanoseconds_;
};

// The wall clock of this machine. The clock of a `MockServer` that is given none.
std::shared_ptr<Clock> system_clock();

}  // namespace wavespeed_mock
