// A task that fails with one of the documented codes.
#include <array>
#include <optional>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/models/task_errors.h"

namespace wavespeed_mock {
namespace {

class TaskFailed final : public Fault {
 public:
  std::string_view type() const override { return "task_failed"; }

  void visit(FaultFields& fields) override {
    fields.whole({"code", "the task's `code`; it is refunded where the service is at fault"}, code_,
                 task_error_codes());
    fields.text({"error", "the task's `error`; that of the code where it is left out"}, error_);
  }

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (task.end) return;
    const int code = static_cast<int>(code_);
    task.end = TaskEnd::failed;
    task.failure = std::make_shared<FailureRule>(
        FailureRule{1, code, error_.value_or(std::string(task_error_text(code)))});
  }

 private:
  std::int64_t code_ = 5000;
  std::optional<std::string> error_;
};

}  // namespace

std::unique_ptr<Fault> make_task_failed() {
  return std::make_unique<TaskFailed>();
}

}  // namespace wavespeed_mock
