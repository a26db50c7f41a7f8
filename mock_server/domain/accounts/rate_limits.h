// The limits of a tier.
// It limits the units per minute, in true sliding windows, and the tasks at once.
//
// Works on the LimitState of one account, under its lock. A task counts in the windows from its
// start, or from its submission where the tier rejects what is over them, and it holds one of the
// places for tasks at once until it ends. All of this is known at its submission, so a queue needs
// no timer. A task that waits for its minute keeps its place until then.
#pragma once

#include <cstdint>
#include <optional>

#include "base/value/api_error.h"
#include "records/account.h"
#include "records/model.h"
#include "records/tier.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// What a submission asks of its tier.
struct Demand {
  MediaKind kind = MediaKind::image;
  std::uint32_t units = 1;  // outputs: images count as images, videos as videos, others not at all
};

// Where a task fits in.
struct Admission {
  Timestamp starts;   // now, or later where the tier queues
  Timestamp counted;  // from when its units count against the minute
};

// Decides whether and when a task may start; forgets what is past, takes nothing. The error is 429
// where the tier refuses: with the whole seconds after which the same request will be accepted if
// nothing else is submitted; without them when it asks for more at once than the tier ever allows,
// or when tasks that never end hold every place.
Outcome<Admission> admit(LimitState& state, const Tier& tier, OverLimit option, Demand demand,
                         Timestamp now);

// Takes the place that admit() found for a task that runs until `ends`.
void occupy(LimitState& state, const Tier& tier, Demand demand, Admission admission,
            Timestamp ends);

// Counts one request for a result in windows of their own with the tier's per-minute limits.
// Over them: 429 with Retry-After. Only for mocks whose results are limited.
std::optional<ApiError> count_result(LimitState& state, const Tier& tier, MediaKind kind,
                                     Timestamp now);

}  // namespace wavespeed_mock
