// A task that never ends.
#include <array>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::string_view, 2> kStuckStatuses = {"processing", "created"};

class TaskStuckFault final : public Fault {
 public:
  explicit TaskStuckFault(faults::TaskStuck settings) : settings_(settings) {}

  std::string_view type() const override { return "task_stuck"; }

  void visit(FaultFields& fields) override {
    fields.choice({"status", "the status that it keeps"}, settings_.status, kStuckStatuses);
  }

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (settings_.status == faults::StuckStatus::created && !task.pickup_time)
      task.pickup_time = Duration::max();
    if (!task.run_time) task.run_time = Duration::max();
  }

 private:
  faults::TaskStuck settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TaskStuck settings) {
  return std::make_unique<TaskStuckFault>(settings);
}

}  // namespace wavespeed_mock
