#include "wavespeed_mock/clock.h"

#include <algorithm>
#include <limits>
#include <list>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace wavespeed_mock {
namespace {

constexpr Timestamp kManualStart =
    Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1).time_since_epoch());

class SystemClock final : public Clock {
 public:
  Timestamp now() const override { return std::chrono::system_clock::now(); }
};

}  // namespace

Duration Clock::wall_time_until(Timestamp due) const {
  const Timestamp time = now();
  if (due <= time) return Duration::zero();
  // Not their difference at once: centuries overflow it.
  if (time < Timestamp() && due > time + Duration::max()) return Duration::max();
  return due - time;
}

std::shared_ptr<void> Clock::on_move(std::function<void()>) {
  return nullptr;
}

// Kept alive by the handles too, which may outlive the clock.
class ManualClock::Listeners {
 public:
  using Place = std::list<std::function<void()>>::iterator;

  Place add(std::function<void()> moved) {
    const std::lock_guard lock(mutex_);
    return listeners_.insert(listeners_.end(), std::move(moved));
  }
  void remove(Place place) {
    const std::lock_guard lock(mutex_);
    listeners_.erase(place);
  }
  // Under the lock, so that remove() waits for a call that is under way.
  void call_all() {
    const std::lock_guard lock(mutex_);
    for (const auto& moved : listeners_) moved();
  }

 private:
  std::mutex mutex_;
  std::list<std::function<void()>> listeners_;
};

ManualClock::ManualClock() : ManualClock(kManualStart) {}

ManualClock::ManualClock(Timestamp start)
    : nanoseconds_(start.time_since_epoch().count()), listeners_(std::make_shared<Listeners>()) {}

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
  listeners_->call_all();
}

Duration ManualClock::wall_time_until(Timestamp due) const {
  return due <= now() ? Duration::zero() : Duration::max();
}

std::shared_ptr<void> ManualClock::on_move(std::function<void()> moved) {
  const auto place = listeners_->add(std::move(moved));
  return {nullptr, [listeners = listeners_, place](void*) { listeners->remove(place); }};
}

std::shared_ptr<Clock> system_clock() {
  return std::make_shared<SystemClock>();
}

}  // namespace wavespeed_mock
