#include "domain/lifecycle.h"

#include <algorithm>
#include <array>

namespace wavespeed_mock {
namespace {

struct TaskError {
  int code;
  bool refunded;
};

constexpr std::array<TaskError, 11> kTaskErrors = {{
    {1200, false},  // content moderation
    {1400, false},  // parameter missing
    {1401, false},  // parameter invalid
    {1402, false},  // input media could not be fetched
    {1403, true},   // execution failed
    {1405, true},   // task failed
    {1406, false},  // account
    {1407, false},  // insufficient credits
    {5000, true},   // internal
    {5003, true},   // unavailable
    {5004, true},   // timed out
}};

const TaskError* find(std::int64_t code) {
  const auto* it = std::find_if(kTaskErrors.begin(), kTaskErrors.end(),
                                [&](const TaskError& error) { return error.code == code; });
  return it == kTaskErrors.end() ? nullptr : it;
}

}  // namespace

Status status_at(const Prediction& prediction, Timestamp now) {
  if (now < prediction.started_at) return Status::created;
  if (now < prediction.ended_at) return Status::processing;
  switch (prediction.end) {
    case TaskEnd::completed:
      return Status::completed;
    case TaskEnd::failed:
      return Status::failed;
    case TaskEnd::cancelled:
      return Status::cancelled;
    case TaskEnd::timeout:
      return Status::timeout;
  }
  return Status::completed;
}

bool is_final(Status status) {
  return status != Status::created && status != Status::processing;
}

std::string_view to_text(Status status) {
  switch (status) {
    case Status::created:
      return "created";
    case Status::processing:
      return "processing";
    case Status::completed:
      return "completed";
    case Status::failed:
      return "failed";
    case Status::cancelled:
      return "cancelled";
    case Status::timeout:
      return "timeout";
  }
  return "";
}

void let_fail(Prediction& prediction, const FailureRule& rule) {
  prediction.end = TaskEnd::failed;
  // Without an owner: nothing is counted.
  prediction.failure = {std::shared_ptr<const void>(), &rule};
}

bool is_refunded(int task_error_code) {
  const TaskError* error = find(task_error_code);
  return error != nullptr && error->refunded;
}

bool is_task_error_code(std::int64_t code) {
  return find(code) != nullptr;
}

}  // namespace wavespeed_mock
