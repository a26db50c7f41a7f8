// What becomes of a task: decided at its submission by draws, or by a fault that has a word in it.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <vector>

#include "base/value/random.h"
#include "domain/models/run_time.h"
#include "records/fault_plan.h"
#include "records/prediction.h"
#include "records/request_trace.h"

namespace wavespeed_mock {

// What a task's draws follow from.
struct TaskSeed {
  const LatencyPolicy& latency;
  const SeededRandom& draws;  // the account's
  std::uint64_t ordinal = 0;  // counts the account's submissions
};

// Decides the id, the times and the end of a task that may start at `starts`, and what it returns;
// a failure that it has already stays, unless the fault says otherwise. Adds to `traced` what was
// drawn.
void plan_task(Prediction& prediction, const TaskSeed& by, const TaskFault& fault, Timestamp starts,
               std::vector<TracedDraw>& traced);

}  // namespace wavespeed_mock
