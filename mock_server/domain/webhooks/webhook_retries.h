// When a webhook that was not delivered is tried again, if at all.
//
// A function without state; any thread may call it.
#pragma once

#include <cstddef>
#include <optional>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// When the next attempt is due after the last of `attempts`, at least 1, failed at `now`. The first
// pause is `backoff`, and each further one twice the pause before; the time is at most the end of
// the year 2261. Nullopt when the first attempt and the `retries` after it are used up.
std::optional<Timestamp> next_attempt(int retries, Duration backoff, std::size_t attempts,
                                      Timestamp now);

}  // namespace wavespeed_mock
