#include "domain/tasks/lifecycle.h"

#include "base/value/due_time.h"

namespace wavespeed_mock {

Status status_at(const Prediction& prediction, Timestamp now) {
  if (!has_come(prediction.started_at, now)) return Status::created;
  if (!has_come(prediction.ended_at, now)) return Status::processing;
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

bool is_announced(const Prediction& prediction) {
  return prediction.end == TaskEnd::completed || prediction.end == TaskEnd::failed;
}

}  // namespace wavespeed_mock
