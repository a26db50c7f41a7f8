// A task that the service cancels.
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TaskCancelledFault final : public Fault {
 public:
  explicit TaskCancelledFault(faults::TaskCancelled settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "task_cancelled"; }

  void visit(FaultFields& fields) override {
    fields.text({"error", "the task's `error`"}, settings_.error);
  }

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (task.end) return;
    // No document names the code of such a task. Tasks with this one are refunded.
    constexpr int kCode = 1405;
    task.end = TaskEnd::cancelled;
    task.failure = std::make_shared<FailureRule>(FailureRule{1, kCode, settings_.error});
  }

 private:
  faults::TaskCancelled settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TaskCancelled settings) {
  return std::make_unique<TaskCancelledFault>(std::move(settings));
}

}  // namespace wavespeed_mock
