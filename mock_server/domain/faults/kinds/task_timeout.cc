// A task that takes longer than the service allows.
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TaskTimeoutFault final : public Fault {
 public:
  explicit TaskTimeoutFault(faults::TaskTimeout settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "task_timeout"; }

  void visit(FaultFields& fields) override {
    fields.text({"error", "the task's `error`"}, settings_.error);
  }

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (task.end) return;
    // No document names the code of such a task. Tasks with this one are refunded.
    constexpr int kCode = 5004;
    task.end = TaskEnd::timeout;
    task.failure = std::make_shared<FailureRule>(FailureRule{1, kCode, settings_.error});
  }

 private:
  faults::TaskTimeout settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TaskTimeout settings) {
  return std::make_unique<TaskTimeoutFault>(std::move(settings));
}

}  // namespace wavespeed_mock
