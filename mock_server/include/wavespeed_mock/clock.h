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

// Nobody waits in here: who waits for a moment of a clock does so on a condition variable or an
// event loop of its own, for as long as wall_time_until() says, and asks again when on_move()
// calls. That serves any number of moments at once, and clocks of every kind.
class TestClock;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;

  // How much time of the wall has to pass until now() is `due`, if nobody moves the clock
  // meanwhile: zero when it is, Duration::max() when it never will be. Unless overridden, a clock
  // goes as the wall does.
  virtual Duration wall_time_until(Timestamp due) const;

  // Calls `moved` after each time that somebody has moved the clock, from the thread that did, for
  // as long as the handle lives; once the handle is gone, no call is under way. `moved` must return
  // soon, and neither move the clock nor take or drop handles. Unless overridden, a clock is never
  // moved.
  [[nodiscard]] virtual std::shared_ptr<void> on_move(std::function<void()> moved);

  // Somebody asks for what will have happened at `due`: a clock in automatic mode goes there.
  // Unless overridden, a clock does nothing.
  virtual void jump_to(Timestamp due);

  // This clock as one whose mode and time a mock may change; null, unless overridden, for one that
  // only its owner moves.
  virtual TestClock* movable() { return nullptr; }
  virtual const TestClock* movable() const { return nullptr; }
};

enum class ClockMode : std::uint8_t {
  real,       // goes as the wall clock does
  scaled,     // goes so many times as fast
  manual,     // stands still until it is told to move
  automatic,  // stands still, and jumps to the end of a task whose result somebody asks for
};

// What to change of a TestClock: its mode, then its time, then a step forward.
struct ClockMove {
  std::optional<ClockMode> mode{};
  double factor = 1;  // of mode `scaled`
  std::optional<Timestamp> time{};
  Duration advance{0};
};

// A clock under the tester's hand: its mode can be changed and its time be moved at any moment.
// What was moved stays moved: a clock in mode `real` that is advanced by an hour stays an hour
// ahead of the wall.
class TestClock : public Clock {
 public:
  // Starts at the wall's time, or at `start`. `factor` counts for mode `scaled` only; above 0, at
  // most 1,000,000. Throws std::invalid_argument for another one. `wall` is the wall clock; null
  // for the system's.
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
  double factor() const;  // so many times as fast as the wall clock; 0 while it stands still

  // Moves forward by `step`. Throws std::invalid_argument for a negative step, because settled
  // charges and refunds cannot be taken back, and for one beyond the year 2262, the last that
  // Timestamp holds.
  void advance(Duration step);
  // Moves to `time`, also backwards: only for a mock that has not been used yet, or that is
  // restored to what it was then.
  void set(Timestamp time);
  // Goes on from the present time in that mode.
  void set_mode(ClockMode mode, double factor = 1);
  // All of these at once. Where it throws std::invalid_argument, nothing has changed.
  void move(const ClockMove& change);

 private:
  class Listeners;
  struct State;

  const std::unique_ptr<State> state_;
  const std::shared_ptr<Listeners> listeners_;
};

// A TestClock that begins in mode `manual`.
class ManualClock final : public TestClock {
 public:
  // Starts at 2026-01-01T00:00:00Z unless told otherwise.
  ManualClock();
  explicit ManualClock(Timestamp start);
};

// The wall clock of this machine.
std::shared_ptr<Clock> system_clock();

}  // namespace wavespeed_mock
