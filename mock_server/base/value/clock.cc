#include "wavespeed_mock/clock.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <utility>

#include "base/value/clock_option.h"
#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

constexpr Timestamp kManualStart =
    Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1).time_since_epoch());

class WallClock final : public Clock {
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

// NOLINTNEXTLINE(performance-unnecessary-value-param): other clocks keep the function.
std::shared_ptr<void> Clock::on_move(std::function<void()>) {
  return nullptr;
}

void Clock::jump_to(Timestamp) {}

// Kept alive by the handles too, which may outlive the clock.
class TestClock::Listeners {
 public:
  using Handle = std::list<std::function<void()>>::iterator;

  Handle add(std::function<void()> moved) {
    const std::lock_guard lock(mutex_);
    return listeners_.insert(listeners_.end(), std::move(moved));
  }
  void remove(Handle handle) {
    const std::lock_guard lock(mutex_);
    listeners_.erase(handle);
  }
  // Holds the lock, so that remove() waits for a running call.
  void call_all() {
    const std::lock_guard lock(mutex_);
    for (const auto& moved : listeners_) moved();
  }

 private:
  std::mutex mutex_;
  std::list<std::function<void()>> listeners_;
};

// A sequence lock: readers take no lock and retry when a write overlaps. Both sides read the wall
// clock inside, so that no reader sees a time that a change has ruled out. The clock is read by
// every request on every thread, where a mutex would be shared by all of them.
struct TestClock::State {
  // What `look` makes of the course.
  template <class Look>
  auto read(Look&& look) const {
    for (;;) {
      const std::uint32_t before = version.load(std::memory_order_acquire);
      if (before % 2 != 0) continue;
      const auto seen = look(fields());
      if (version.load(std::memory_order_acquire) == before) return seen;
    }
  }

  // Has `change` work on the course. What it throws changes nothing.
  template <class Change>
  void write(Change&& change) {
    const std::lock_guard lock(writing);
    version.fetch_add(1, std::memory_order_seq_cst);
    struct Done {
      std::atomic<std::uint32_t>& version;
      ~Done() { version.fetch_add(1, std::memory_order_release); }
    } const done{version};
    Course course = fields();
    change(course);
    mode.store(course.mode, std::memory_order_release);
    rate.store(course.rate, std::memory_order_release);
    time.store(course.time.time_since_epoch().count(), std::memory_order_release);
    wall.store(course.wall.time_since_epoch().count(), std::memory_order_release);
  }

  Timestamp wall_now() const { return wall_clock(); }

  Timestamp time_of(const Course& course) const {
    return course.rate == 0 ? course.time : time_at(course, wall_now());
  }

  // The clock's time when the wall's is `wall`; it stops at the ends of what a mock knows.
  static Timestamp time_at(const Course& course, Timestamp wall) {
    const std::int64_t passed = (wall - course.wall).count();
    const Duration moved(course.rate == 1 ? passed
                                          : saturated(static_cast<double>(passed) * course.rate));
    if (moved >= Duration::zero()) return later(course.time, moved);
    return course.time <= kFirstTime - moved ? kFirstTime : course.time + moved;
  }

  // As near as the type allows.
  static std::int64_t saturated(double nanoseconds) {
    constexpr double kLast = 9.2e18;
    return static_cast<std::int64_t>(std::clamp(nanoseconds, -kLast, kLast));
  }

  Course fields() const {
    return {.mode = mode.load(std::memory_order_acquire),
            .rate = rate.load(std::memory_order_acquire),
            .time = Timestamp(Duration(time.load(std::memory_order_acquire))),
            .wall = Timestamp(Duration(wall.load(std::memory_order_acquire)))};
  }

  Timestamp (*wall_clock)() = nullptr;
  std::mutex writing;
  std::atomic<std::uint32_t> version = 0;  // odd during a write
  std::atomic<ClockMode> mode{};
  std::atomic<double> rate{};
  std::atomic<std::int64_t> time{};
  std::atomic<std::int64_t> wall{};
};

namespace {

Timestamp system_time() {
  return std::chrono::system_clock::now();
}

double rate_of(ClockMode mode, double factor) {
  switch (mode) {
    case ClockMode::real:
      return 1;
    case ClockMode::scaled:
      if (!is_valid(ClockSetting::scaled(factor))) {
        throw Error(ErrorCode::invalid_argument,
                    "a clock's factor must be above 0 and at most 1000000");
      }
      return factor;
    case ClockMode::manual:
    case ClockMode::automatic:
      break;
  }
  return 0;
}

// `time`, at which the clock is to be; throws Error for one outside kTimeRange.
Timestamp checked(Timestamp time) {
  if (is_known_time(time)) return time;
  throw Error(ErrorCode::invalid_argument,
              "a clock's time must be " + std::string(kTimeRange) + ", not " + to_rfc3339(time));
}

// The time at which the clock is after a step from `time`; throws Error like the function.
Timestamp stepped(Timestamp time, Duration step) {
  if (step < Duration::zero()) {
    throw Error(ErrorCode::invalid_argument,
                "a clock cannot be advanced by a negative step: time only moves forward");
  }
  // Not kLastTime - time, which overflows for times before 1970.
  if (time > kLastTime - step) {
    throw Error(ErrorCode::invalid_argument,
                "a clock's time ends with the year 2261: the step leads beyond it");
  }
  return time + step;
}

}  // namespace

TestClock::TestClock(ClockMode mode, std::optional<Timestamp> start, double factor,
                     Timestamp (*wall)())
    : state_(std::make_unique<State>()), listeners_(std::make_shared<Listeners>()) {
  state_->wall_clock = wall == nullptr ? system_time : wall;
  const double rate = rate_of(mode, factor);
  state_->write([&](Course& course) {
    const Timestamp now = state_->wall_now();
    course = {.mode = mode, .rate = rate, .time = checked(start.value_or(now)), .wall = now};
  });
}

TestClock::~TestClock() = default;

Timestamp TestClock::now() const {
  return state_->read([this](const Course& course) { return state_->time_of(course); });
}

ClockMode TestClock::mode() const {
  return course().mode;
}

double TestClock::factor() const {
  return course().rate;
}

TestClock::Course TestClock::course() const {
  return state_->read([](const Course& course) { return course; });
}

void TestClock::resume(const Course& course) {
  state_->write([&](Course& now) { now = course; });
  listeners_->call_all();
}

void TestClock::advance(Duration step) {
  move({.advance = step});
}

void TestClock::set(Timestamp time) {
  move({.time = time});
}

void TestClock::set_mode(ClockMode mode, double factor) {
  move({.mode = mode, .factor = factor});
}

void TestClock::move(const ClockMove& change) {
  const double rate = change.mode ? rate_of(*change.mode, change.factor) : 0;
  state_->write([&](Course& course) {
    // The wall is read once, so that nothing is lost in between.
    const Timestamp wall = state_->wall_now();
    const Timestamp time = change.time ? checked(*change.time) : State::time_at(course, wall);
    course.time = stepped(time, change.advance);
    course.wall = wall;
    if (change.mode) {
      course.mode = *change.mode;
      course.rate = rate;
    }
  });
  listeners_->call_all();
}

void TestClock::jump_to(Timestamp due) {
  if (mode() != ClockMode::automatic || due == Timestamp::max()) return;
  bool jumped = false;
  state_->write([&](Course& course) {
    jumped = course.mode == ClockMode::automatic && course.time < due;
    if (jumped) course.time = std::min(due, kLastTime);
  });
  if (jumped) listeners_->call_all();
}

Duration TestClock::wall_time_until(Timestamp due) const {
  if (due > kLastTime) return Duration::max();
  const double rate = factor();
  const Duration time = Clock::wall_time_until(due);
  if (time == Duration::zero() || rate == 1) return time;
  if (rate == 0 || time == Duration::max()) return Duration::max();
  // Rounded up, so that a wait of that length does not end too early.
  return Duration(State::saturated(std::ceil(static_cast<double>(time.count()) / rate)));
}

std::shared_ptr<void> TestClock::on_move(std::function<void()> moved) {
  const auto handle = listeners_->add(std::move(moved));
  return {nullptr, [listeners = listeners_, handle](void*) { listeners->remove(handle); }};
}

ManualClock::ManualClock() : ManualClock(kManualStart) {}

ManualClock::ManualClock(Timestamp start) : TestClock(ClockMode::manual, start) {}

std::shared_ptr<Clock> wall_clock() {
  return std::make_shared<WallClock>();
}

}  // namespace wavespeed_mock
