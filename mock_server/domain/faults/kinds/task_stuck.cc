// A task that stays where it is for ever.
#include <array>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::string_view, 2> kStatuses = {"processing", "created"};

class TaskStuck final : public Fault {
 public:
  std::string_view type() const override { return "task_stuck"; }

  void visit(FaultFields& fields) override {
    fields.text({"status", "where it stays"}, status_, kStatuses);
  }

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (status_ == "created" && !task.pickup_time) task.pickup_time = Duration::max();
    if (!task.run_time) task.run_time = Duration::max();
  }

 private:
  std::string status_ = "processing";
};

}  // namespace

std::unique_ptr<Fault> make_task_stuck() {
  return std::make_unique<TaskStuck>();
}

}  // namespace wavespeed_mock
