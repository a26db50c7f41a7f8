// What the faults of a request come to, as plain data: what becomes of the task that it submits,
// and of the webhook that announces the task. The first fault that says something about a thing
// decides it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "records/prediction.h"
#include "records/webhook_fault.h"

namespace wavespeed_mock {

// What becomes of a task, where a fault says so.
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
