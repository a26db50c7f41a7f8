// The clock that a mock's options ask for.
//
// A function without state; any thread may call it.
#pragma once

#include <memory>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// A TestClock as `clock_mode` and `clock_start` say, in mode `default_mode` where that is not set;
// or `options.clock`. Throws ConfigError when both are given, and for a start outside the years
// that a mock knows (kTimeRange).
std::shared_ptr<Clock> make_clock(const Options& options, ClockMode default_mode);

}  // namespace wavespeed_mock
