#include "wavespeed_mock/clock.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <list>
#include <mutex>
#include <stdexcept>
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
  // What the time follows from: `time` when the wall's was `wall`, and the rate from there on.
  struct Setting {
    ClockMode mode = ClockMode::manual;
    double rate = 0;  // 0: does not move
    std::int64_t time = 0;
    std::int64_t wall = 0;
  };

  // What `look` makes of the setting.
  template <class Look>
  auto read(Look&& look) const {
    for (;;) {
      const std::uint32_t before = version.load(std::memory_order_acquire);
      if (before % 2 != 0) continue;
      const auto seen = look(fields());
      if (version.load(std::memory_order_acquire) == before) return seen;
    }
  }

  // Has `change` work on the setting. What it throws changes nothing.
  template <class Change>
  void write(Change&& change) {
    const std::lock_guard lock(writing);
    version.fetch_add(1, std::memory_order_seq_cst);
    struct Done {
      std::atomic<std::uint32_t>& version;
      ~Done() { version.fetch_add(1, std::memory_order_release); }
    } const done{version};
    Setting setting = fields();
    change(setting);
    mode.store(setting.mode, std::memory_order_release);
    rate.store(setting.rate, std::memory_order_release);
    time.store(setting.time, std::memory_order_release);
    wall.store(setting.wall, std::memory_order_release);
  }

  std::int64_t wall_now() const { return wall_clock().time_since_epoch().count(); }

  std::int64_t time_of(const Setting& setting) const {
    return setting.rate == 0 ? setting.time : time_at(setting, wall_now());
  }

  static std::int64_t time_at(const Setting& setting, std::int64_t wall) {
    const std::int64_t passed = wall - setting.wall;
    const std::int64_t moved =
        setting.rate == 1 ? passed : saturated(static_cast<double>(passed) * setting.rate);
    return moved > 0 && setting.time > kLast - moved ? kLast : setting.time + moved;
  }

  // Where every clock stops: what is later could not be read back from the texts that tell it.
  static constexpr std::int64_t kLast = kLastTime.time_since_epoch().count();

  // As near as the type allows.
  static std::int64_t saturated(double nanoseconds) {
    constexpr double kLargest = 9.2e18;
    return static_cast<std::int64_t>(std::clamp(nanoseconds, -kLargest, kLargest));
  }

  Setting fields() const {
    return {.mode = mode.load(std::memory_order_acquire),
            .rate = rate.load(std::memory_order_acquire),
            .time = time.load(std::memory_order_acquire),
            .wall = wall.load(std::memory_order_acquire)};
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

}  // namespace

TestClock::TestClock(ClockMode mode, std::optional<Timestamp> start, double factor,
                     Timestamp (*wall)())
    : state_(std::make_unique<State>()), listeners_(std::make_shared<Listeners>()) {
  state_->wall_clock = wall == nullptr ? system_time : wall;
  const double rate = rate_of(mode, factor);
  state_->write([&](State::Setting& setting) {
    const std::int64_t now = state_->wall_now();
    setting = {.mode = mode,
               .rate = rate,
               .time = start ? start->time_since_epoch().count() : now,
               .wall = now};
  });
}

TestClock::~TestClock() = default;

Timestamp TestClock::now() const {
  return Timestamp(Duration(
      state_->read([this](const State::Setting& setting) { return state_->time_of(setting); })));
}

ClockMode TestClock::mode() const {
  return state_->read([](const State::Setting& setting) { return setting.mode; });
}

double TestClock::factor() const {
  return state_->read([](const State::Setting& setting) { return setting.rate; });
}

void TestClock::advance(Duration step) {
  if (step < Duration::zero()) {
    throw Error(ErrorCode::invalid_argument, "TestClock::advance: time only moves forward");
  }
  state_->write([&](State::Setting& setting) {
    const std::int64_t now = state_->time_of(setting);
    if (now > State::kLast - step.count()) {
      throw Error(ErrorCode::invalid_argument, "TestClock::advance: time ends with the year 2261");
    }
    setting.time += step.count();
  });
  listeners_->call_all();
}

void TestClock::set(Timestamp time) {
  state_->write([&](State::Setting& setting) {
    setting.time = time.time_since_epoch().count();
    setting.wall = state_->wall_now();
  });
  listeners_->call_all();
}

void TestClock::set_mode(ClockMode mode, double factor) {
  const double rate = rate_of(mode, factor);
  state_->write([&](State::Setting& setting) {
    // The wall is read once, so that nothing is lost in between.
    const std::int64_t wall = state_->wall_now();
    const std::int64_t now = State::time_at(setting, wall);
    setting = {.mode = mode, .rate = rate, .time = now, .wall = wall};
  });
  listeners_->call_all();
}

void TestClock::move(const ClockMove& change) {
  if (change.advance < Duration::zero()) {
    throw Error(ErrorCode::invalid_argument, "TestClock::move: time only moves forward");
  }
  const double rate = change.mode ? rate_of(*change.mode, change.factor) : 0;
  state_->write([&](State::Setting& setting) {
    const std::int64_t wall = state_->wall_now();
    std::int64_t time = setting.rate == 0 ? setting.time : State::time_at(setting, wall);
    if (change.time) time = change.time->time_since_epoch().count();
    if (time > State::kLast - change.advance.count()) {
      throw Error(ErrorCode::invalid_argument, "TestClock::move: time ends with the year 2261");
    }
    if (change.mode) {
      setting.mode = *change.mode;
      setting.rate = rate;
    }
    setting.time = time + change.advance.count();
    setting.wall = wall;
  });
  listeners_->call_all();
}

void TestClock::jump_to(Timestamp due) {
  if (mode() != ClockMode::automatic || due == Timestamp::max()) return;
  bool jumped = false;
  state_->write([&](State::Setting& setting) {
    const std::int64_t time = std::min(due, kLastTime).time_since_epoch().count();
    jumped = setting.mode == ClockMode::automatic && setting.time < time;
    if (jumped) setting.time = time;
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
