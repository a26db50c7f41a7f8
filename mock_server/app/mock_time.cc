// Mock's functions for time.
#include <string>

#include "app/mock_impl.h"
#include "base/value/timestamp.h"
#include "domain/state/clock_moves.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

TestClock& movable(Clock& clock) {
  if (TestClock* const found = clock.movable()) return *found;
  throw Error(ErrorCode::invalid_argument,
              "this mock uses a clock supplied by the test; only the test can move it");
}

}  // namespace

void Mock::advance(Duration step) {
  movable(clock()).advance(step);
}

void Mock::set_time(Timestamp time) {
  TestClock& clock = movable(this->clock());
  // First: the opening entries of accounts are dated before the clock is set.
  if (!is_known_time(time)) {
    throw Error(ErrorCode::invalid_argument,
                "a clock's time must be " + std::string(kTimeRange) + ", not " + to_rfc3339(time));
  }
  const Store& store = impl_->core.store();
  if (const auto problem = find_time_problem(store, time)) {
    throw Error(ErrorCode::conflict, problem->message);
  }
  set_clock(clock, store, time);
}

}  // namespace wavespeed_mock
