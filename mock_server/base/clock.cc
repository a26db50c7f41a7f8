#include "wavespeed_mock/clock.h"

#include <limits>
#include <stdexcept>

namespace wavespeed_mock {
namespace {

constexpr Timestamp kManualStart =
    Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1).time_since_epoch());

class SystemClock final : public Clock {
 public:
  Timestamp now() const override { return std::chrono::system_clock::now(); }
};

}  // namespace

ManualClock::ManualClock() : ManualClock(kManualStart) {}

ManualClock::ManualClock(Timestamp start) : nanoseconds_(start.time_since_epoch().count()) {}

Timestamp ManualClock::now() const {
  return Timestamp(Duration(nanoseconds_.load(std::memory_order_acquire)));
}

void ManualClock::advance(Duration step) {
  if (step < Duration::zero()) {
    throw std::invalid_argument("ManualClock::advance: time only moves forward");
  }
  std::int64_t from = nanoseconds_.load(std::memory_order_acquire);
  do {
    if (from > 0 && step.count() > std::numeric_limits<std::int64_t>::max() - from) {
      throw std::invalid_argument("ManualClock::advance: time ends in the year 2262");
    }
  } while (
      !nanoseconds_.compare_exchange_weak(from, from + step.count(), std::memory_order_acq_rel));
}

std::shared_ptr<Clock> system_clock() {
  return std::make_shared<SystemClock>();
}

}  // namespace wavespeed_mock
