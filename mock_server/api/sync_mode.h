// The answer to a submission in synchronous mode: the finished task, or that the wait was too long.
//
// What the task becomes is known at its submission, so the answer is written at once and says for
// how long it has to be held back.
#pragma once

#include "domain/tasks/lifecycle.h"
#include "domain/tasks/sync_wait.h"
#include "records/prediction.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// HTTP 200 with the task as it will be at its end, completed or failed, to be delivered then. When
// the wait is over first: HTTP 200 with status `processing`, code 5004 and an error that begins
// "Sync mode timed out after", or a gateway's 504 that only its X-Mock-Reason tells the task's
// address; the task continues either way.
Response sync_response(const Prediction& prediction, const SyncWait& wait, const Request& request);

// What the task is by then.
Status sync_status(const Prediction& prediction, const SyncWait& wait);

}  // namespace wavespeed_mock
