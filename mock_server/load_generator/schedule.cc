#include "load_generator/schedule.h"

#include <cmath>

namespace wavespeed_mock::load {

Duration Schedule::next() const {
  constexpr double kNanoseconds = 1e9;
  // Beyond that the clock's nanoseconds end; no run gets there.
  constexpr double kMax = 9e18;
  const double at = static_cast<double>(at_) / rate_ * kNanoseconds;
  return Duration(static_cast<std::int64_t>(std::min(std::round(at), kMax)));
}

}  // namespace wavespeed_mock::load
