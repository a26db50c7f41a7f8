// A task that fails with one of the documented codes.
#include <array>
#include <optional>
#include <utility>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/models/task_errors.h"

namespace wavespeed_mock {
namespace {

class TaskFailedFault final : public Fault {
 public:
  explicit TaskFailedFault(faults::TaskFailed settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "task_failed"; }

  void visit(FaultFields& fields) override {
    fields.whole({"code", "the task's `code`; the task is refunded if the service is at fault"},
                 settings_.code, task_error_codes());
    fields.text({"error", "the task's `error`; by default the text of the code"}, settings_.error);
  }

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (task.end) return;
    const int code = static_cast<int>(settings_.code);
    task.end = TaskEnd::failed;
    task.failure = std::make_shared<FailureRule>(
        FailureRule{1, code, settings_.error.value_or(std::string(task_error_text(code)))});
  }

 private:
  faults::TaskFailed settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TaskFailed settings) {
  return std::make_unique<TaskFailedFault>(std::move(settings));
}

}  // namespace wavespeed_mock
