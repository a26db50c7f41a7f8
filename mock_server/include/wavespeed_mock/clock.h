// Where the mock's time comes from. One clock rules run times, rate windows, retention, webhooks
// and their retries, and usage days.
//
// Shared by the mock and its user; every function may be called from several threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace wavespeed_mock {

using Duration = std::chrono::nanoseconds;
// Nanoseconds since 1970-01-01T00:00:00Z; covers the years 1678 to 2262.
using Timestamp = std::chrono::time_point<std::chrono::system_clock, Duration>;

class TestClock;

// No function of a clock blocks. Code that waits for a moment waits on a condition variable or an
// event loop of its own for wall_time_until(), and asks again when on_move() calls. That serves any
// number of moments at once, and every kind of clock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;

  // The wall-clock time until now() reaches `due`, if the clock is not moved: zero when `due` has
  // passed, Duration::max() when it is never reached. The default is for a clock that runs as fast
  // as the wall clock.
  virtual Duration wall_time_until(Timestamp due) const;

  // Calls `moved` after each move of the clock, on the thread that moved it, as long as the handle
  // lives; when the handle's destructor returns, no call is running. `moved` must return soon, and
  // must neither move the clock nor take or drop handles. The default is for a clock that is never
  // moved.
  [[nodiscard]] virtual std::shared_ptr<void> on_move(std::function<void()> moved);

  // Called when a request asks for the outcome of what ends at `due`: a clock in mode `automatic`
  // jumps there, so that even a GET can move the time. The default does nothing.
  virtual void jump_to(Timestamp due);

  // This clock as one whose mode and time a mock may change; null, unless overridden, for one that
  // only its owner moves.
  virtual TestClock* movable() { return nullptr; }
  virtual const TestClock* movable() const { return nullptr; }
};

enum class ClockMode : std::uint8_t {
  real,       // runs as fast as the wall clock
  scaled,     // runs `factor` times as fast
  manual,     // does not move until the test moves it
  automatic,  // does not move, but jumps to the end of a task when its result is requested
};

// A mode, with the speed of mode `scaled`.
struct ClockSetting {
  // The fastest that a clock can run, relative to the wall clock.
  static constexpr double kMaxFactor = 1'000'000;

  ClockSetting(ClockMode clock_mode, double clock_factor = 1)
      : mode(clock_mode), factor(clock_factor) {}

  static ClockSetting real() { return ClockMode::real; }
  static ClockSetting scaled(double factor) { return {ClockMode::scaled, factor}; }
  static ClockSetting manual() { return ClockMode::manual; }
  static ClockSetting automatic() { return ClockMode::automatic; }

  ClockMode mode;
  double factor;  // of mode `scaled`: above 0, at most kMaxFactor

  friend bool operator==(const ClockSetting&, const ClockSetting&) = default;
};

// What to change of a TestClock: its mode, then its time, then a step forward.
struct ClockMove {
  std::optional<ClockMode> mode{};
  double factor = 1;  // of mode `scaled`
  std::optional<Timestamp> time{};
  Duration advance{0};
};

// A clock that a test controls: its mode and its time can be changed at any moment. A move is
// permanent: a clock in mode `real` that is advanced by an hour stays an hour ahead of the wall
// clock. The clock of a `Mock` (mode `manual`) and of a `MockServer` (mode `real`), unless the
// options say otherwise.
//
// Its time is always in the years 1678 to 2261, UTC. A clock that runs stops at the last nanosecond
// of 2261. Where it would have to show another time, a function throws Error, and nothing has
// changed.
class TestClock : public Clock {
 public:
  // Starts at `start`, or at the time of the wall clock. `factor` is used in mode `scaled` only:
  // above 0, at most ClockSetting::kMaxFactor; throws Error for any other. `wall` replaces the
  // system's clock as the wall clock.
  explicit TestClock(ClockMode mode, std::optional<Timestamp> start = std::nullopt,
                     double factor = 1, Timestamp (*wall)() = nullptr);
  ~TestClock() override;
  TestClock(const TestClock&) = delete;
  TestClock& operator=(const TestClock&) = delete;

  Timestamp now() const override;
  Duration wall_time_until(Timestamp due) const override;
  [[nodiscard]] std::shared_ptr<void> on_move(std::function<void()> moved) override;
  void jump_to(Timestamp due) override;
  TestClock* movable() override { return this; }
  const TestClock* movable() const override { return this; }

  ClockMode mode() const;
  double factor() const;  // the speed relative to the wall clock; 0 while it does not move

  // Moves forward by `step`. Throws Error for a negative step, because charges and refunds that
  // were booked cannot be undone.
  void advance(Duration step);
  // Moves to `time`, which may be in the past: use it only on a mock that has not been used, or
  // that is restored to its state of that time.
  void set(Timestamp time);
  // Continues from the present time in `mode`.
  void set_mode(ClockMode mode, double factor = 1);
  // All of these at once.
  void move(const ClockMove& change);

  // How the clock runs: it showed `time` when the wall clock showed `wall`, and runs `rate` times
  // as fast as the wall clock; 0 while it does not move.
  struct Course {
    ClockMode mode = ClockMode::manual;
    double rate = 0;
    Timestamp time{};
    Timestamp wall{};
  };
  Course course() const;
  // Undoes every move since course() returned `course`: from now on the clock shows what it would
  // show without them.
  void resume(const Course& course);

 private:
  class Listeners;
  struct State;

  const std::unique_ptr<State> state_;
  const std::shared_ptr<Listeners> listeners_;
};

// A TestClock that starts in mode `manual`.
class ManualClock final : public TestClock {
 public:
  // Starts at 2026-01-01T00:00:00Z.
  ManualClock();
  explicit ManualClock(Timestamp start);
};

// The wall clock of this machine, which cannot be moved.
std::shared_ptr<Clock> wall_clock();

}  // namespace wavespeed_mock
