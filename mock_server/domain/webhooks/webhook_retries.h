// Whether a webhook that was not delivered is tried again, and when.
//
// A function without state; any thread may call it.
#pragma once

#include <cstddef>
#include <optional>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// When the next attempt is due after the last of `attempts` failed at `now`: after `backoff` for
// the first retry, and twice the pause before for each further one. Nullopt when the first attempt
// and its `retries` are used up. At most the end of the year 2261.
// `attempts` is at least 1.
std::optional<Timestamp> next_attempt(int retries, Duration backoff, std::size_t attempts,
                                      Timestamp now);

}  // namespace wavespeed_mock
