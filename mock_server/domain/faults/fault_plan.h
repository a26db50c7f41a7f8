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

namespace wavespeed_mock {

// What becomes of a task, where a fault says so.
struct TaskFault {
  std::optional<Duration> pickup_time{};
  std::optional<Duration> run_time{};  // Duration::max(): it never ends
  std::optional<TaskEnd> end{};
  std::shared_ptr<const FailureRule> failure{};  // with an `end` that needs one
  std::optional<bool> nsfw{};
  bool no_outputs = false;  // it completes, but returns nothing

  bool empty() const { return !pickup_time && !run_time && !end && !nsfw && !no_outputs; }
};

// How a webhook misbehaves, where a fault says so.
struct WebhookFault {
  std::uint32_t duplicates = 0;  // deliveries more, of the same id
  Duration late{0};              // so long after the task's end
  bool out_of_order = false;     // behind the account's next webhook, if one comes in time
  bool wrong_signature = false;
  Duration timestamp_age{0};  // signed so long before it is sent

  bool empty() const {
    return duplicates == 0 && late == Duration::zero() && !out_of_order && !wrong_signature &&
           timestamp_age == Duration::zero();
  }
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
