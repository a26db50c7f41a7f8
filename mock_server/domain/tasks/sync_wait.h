// How long a submission in synchronous mode is held: until its task ends, but not forever.
//
// Plain values; every function may be called from any thread.
#pragma once

#include "records/prediction.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// The options `sync_wait` and `sync_timeout_status`.
struct SyncWait {
  Duration longest = std::chrono::seconds(90);
  int timeout_status = 200;  // HTTP status when the wait is over first: 200 or 504
};

// Whether the task ends, completed or failed, while its submission is still held.
bool ends_within(const SyncWait& wait, const Prediction& prediction);

// From the submission to its answer.
Duration hold_time(const SyncWait& wait, const Prediction& prediction);

}  // namespace wavespeed_mock
