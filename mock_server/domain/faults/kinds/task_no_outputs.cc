// A task that completes without an output.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TaskNoOutputsFault final : public Fault {
 public:
  std::string_view type() const override { return "task_no_outputs"; }

  void visit(FaultFields&) override {}

  void on_task(TaskFault& task, const FaultDraws&) const override { task.no_outputs = true; }
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TaskNoOutputs) {
  return std::make_unique<TaskNoOutputsFault>();
}

}  // namespace wavespeed_mock
