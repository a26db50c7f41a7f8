// A task with given times, which override those of its model or of the option `latency`.
#include <chrono>
#include <utility>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TaskTimeFault final : public Fault {
 public:
  explicit TaskTimeFault(faults::TaskTime settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "task_time"; }

  void visit(FaultFields& fields) override {
    fields.time({"pickup", "how long it is `created`"}, settings_.pickup);
    fields.time({"run", "how long it is `processing`"}, settings_.run);
  }

  void on_task(TaskFault& task, const FaultDraws& draws) const override {
    if (!task.pickup_time) task.pickup_time = draws.time(settings_.pickup, 0);
    if (!task.run_time) task.run_time = draws.time(settings_.run, 1);
  }

 private:
  faults::TaskTime settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TaskTime settings) {
  return std::make_unique<TaskTimeFault>(std::move(settings));
}

}  // namespace wavespeed_mock
