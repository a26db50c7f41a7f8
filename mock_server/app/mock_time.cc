// Mock's functions for time.
#include <stdexcept>

#include "app/mock_impl.h"
#include "domain/scenarios/clock_moves.h"
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
  const Store& store = impl_->core.store();
  if (const auto problem = find_time_problem(store, time)) {
    throw Error(ErrorCode::conflict, problem->message);
  }
  set_clock(clock, store, time);
}

}  // namespace wavespeed_mock
