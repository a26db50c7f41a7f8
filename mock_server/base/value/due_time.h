// Times at which something happens by itself, or never does.
//
// Functions without state; any thread may call them.
#pragma once

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// The time of what never happens.
inline constexpr Timestamp kNever = Timestamp::max();

// Whether what is due at `due` has happened by `now`. What never happens has not, however late a
// clock says it is: a test may bring a clock of its own.
constexpr bool has_come(Timestamp due, Timestamp now) {
  return due <= now && due != kNever;
}

}  // namespace wavespeed_mock
