// A task that waits and runs for as long as it is told, whatever its model and the option `latency`
// say.
#include <chrono>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TaskTime final : public Fault {
 public:
  std::string_view type() const override { return "task_time"; }

  void visit(FaultFields& fields) override {
    fields.time({"pickup", "how long it is `created`"}, pickup_);
    fields.time({"run", "how long it is `processing`"}, run_);
  }

  void on_task(TaskFault& task, const FaultDraws& draws) const override {
    if (!task.pickup_time) task.pickup_time = draws.time(pickup_, 0);
    if (!task.run_time) task.run_time = draws.time(run_, 1);
  }

 private:
  Distribution pickup_;
  Distribution run_{.first = std::chrono::minutes(10)};
};

}  // namespace

std::unique_ptr<Fault> make_task_time() {
  return std::make_unique<TaskTime>();
}

}  // namespace wavespeed_mock
