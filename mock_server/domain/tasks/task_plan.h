// What becomes of a task: decided at its submission by draws, or by a fault.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/value/random.h"
#include "domain/models/run_time.h"
#include "records/fault_plan.h"
#include "records/prediction.h"
#include "records/request_trace.h"

namespace wavespeed_mock {

// The task that a valid submission asks for. Nothing in here depends on the clock, on draws, or on
// the state of the account.
struct TaskRequest {
  AccountNumber account = 0;
  const Model* model = nullptr;  // owned by the catalogue
  OutputSpec output;
  bool sync_mode = false;
  bool base64_output = false;
  bool media_missing = false;  // an input is an upload of the mock that it does not have
  std::string inputs;          // the request's JSON text
};

// What the account's tier, credit and discounts made of it.
struct TaskTerms {
  Timestamp created_at;
  Timestamp starts;  // may start; later than `created_at` where the tier queues
  Money charge;      // less the discount
};

// What a task's draws follow from.
struct TaskSeed {
  const LatencyPolicy& latency;
  const SeededRandom& draws;  // the account's
  std::uint64_t ordinal = 0;  // counts the account's submissions
};

// The complete task: its id, when it starts and ends, and how. A fault decides what it names, then
// missing media make the task fail (1402), and the rest is drawn. Takes over the request's text;
// adds to `traced` what was drawn.
Prediction plan_task(TaskRequest&& request, const TaskTerms& terms, const TaskSeed& seed,
                     const TaskFault& fault, std::vector<TracedDraw>& traced);

}  // namespace wavespeed_mock
