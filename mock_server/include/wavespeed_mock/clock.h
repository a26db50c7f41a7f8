// Where the mock's time comes from. One clock rules run times, rate windows, and usage days.
//
// Shared by the mock and its user; every function may be called from several threads.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace wavespeed_mock {

using Duration = std::chrono::nanoseconds;
// Nanoseconds since 1970-01-01T00:00:00Z; covers the years 1678 to 2262.
using Timestamp = std::chrono::time_point<std::chrono::system_clock, Duration>;

// Nobody waits in here: who waits for a moment of a clock does so on a condition variable or an
// event loop of its own, for as long as wall_time_until() says, and asks again when on_move()
// calls. That serves any number of moments at once, and clocks of every kind.
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

  Duration wall_time_until(Timestamp due) const override;
  [[nodiscard]] std::shared_ptr<void> on_move(std::function<void()> moved) override;

 private:
  class Listeners;

  std::atomic<std::int64_t> nanoseconds_;
  const std::shared_ptr<Listeners> listeners_;
};

// The wall clock of this machine. The clock of a `MockServer` that is given none.
std::shared_ptr<Clock> system_clock();

}  // namespace wavespeed_mock
