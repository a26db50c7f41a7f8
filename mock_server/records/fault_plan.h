// The combined faults of a request, as plain data: their effects on the task that it submits, or on
// the task's webhook. If several faults set the same field, the first one counts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "records/prediction.h"
#include "records/webhook_fault.h"

namespace wavespeed_mock {

// The effects of faults on a task.
struct TaskFault {
  std::optional<Duration> pickup_time{};  // Duration::max(): it never starts
  std::optional<Duration> run_time{};     // Duration::max(): it never ends
  std::optional<TaskEnd> end{};
  std::shared_ptr<const FailureRule> failure{};  // with an `end` that needs one
  std::optional<bool> nsfw{};
  bool no_outputs = false;  // it completes, but returns nothing

  bool empty() const { return !pickup_time && !run_time && !end && !nsfw && !no_outputs; }
};

class Fault;

// One fault that fired, with the number that its draws follow from.
struct FiredFault {
  std::shared_ptr<const Fault> fault;
  std::uint64_t ordinal = 0;
};

struct FaultPlan {
  std::vector<FiredFault> fired{};  // in their order; empty for almost every request
  std::string rules{};         // ids of the rules that fired, for the header `X-Mock-Fault`: "a, b"
  bool before_commit = false;  // the request never reaches its endpoint
  TaskFault task{};
  WebhookFault webhook{};

  bool empty() const { return fired.empty(); }
};

}  // namespace wavespeed_mock
