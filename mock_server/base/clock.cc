#include "wavespeed_mock/clock.h"

#include <algorithm>
#include <atomic>
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

void Clock::awaited(Timestamp) {}

// Kept alive by the handles too, which may outlive the clock.
class TestClock::Listeners {
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

struct TestClock::State {
  std::atomic<std::int64_t> nanoseconds;
};

TestClock::TestClock(ClockMode, Timestamp start, double)
    : state_(std::make_unique<State>()), listeners_(std::make_shared<Listeners>()) {
  state_->nanoseconds = start.time_since_epoch().count();
}

TestClock::~TestClock() = default;

Timestamp TestClock::now() const {
  return Timestamp(Duration(state_->nanoseconds.load(std::memory_order_acquire)));
}

void TestClock::advance(Duration step) {
  if (step < Duration::zero()) {
    throw std::invalid_argument("TestClock::advance: time only moves forward");
  }
  std::int64_t from = state_->nanoseconds.load(std::memory_order_acquire);
  do {
    if (from > 0 && step.count() > std::numeric_limits<std::int64_t>::max() - from) {
      throw std::invalid_argument("TestClock::advance: time ends in the year 2262");
    }
  } while (!state_->nanoseconds.compare_exchange_weak(from, from + step.count(),
                                                      std::memory_order_acq_rel));
  listeners_->call_all();
}

void TestClock::set(Timestamp time) {
  state_->nanoseconds = time.time_since_epoch().count();
  listeners_->call_all();
}

void TestClock::set_mode(ClockMode, double) {}

ClockMode TestClock::mode() const {
  return ClockMode::manual;
}

double TestClock::factor() const {
  return 0;
}

void TestClock::awaited(Timestamp) {}

Duration TestClock::wall_time_until(Timestamp due) const {
  return due <= now() ? Duration::zero() : Duration::max();
}

std::shared_ptr<void> TestClock::on_move(std::function<void()> moved) {
  const auto place = listeners_->add(std::move(moved));
  return {nullptr, [listeners = listeners_, place](void*) { listeners->remove(place); }};
}

ManualClock::ManualClock() : ManualClock(kManualStart) {}

ManualClock::ManualClock(Timestamp start) : TestClock(ClockMode::manual, start) {}

std::shared_ptr<Clock> system_clock() {
  return std::make_shared<SystemClock>();
}

}  // namespace wavespeed_mock
