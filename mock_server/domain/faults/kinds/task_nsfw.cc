// A task whose outputs are flagged.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TaskNsfw final : public Fault {
 public:
  std::string_view type() const override { return "task_nsfw"; }

  void visit(FaultFields&) override {}

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (!task.nsfw) task.nsfw = true;
  }
};

}  // namespace

std::unique_ptr<Fault> make_task_nsfw() {
  return std::make_unique<TaskNsfw>();
}

}  // namespace wavespeed_mock
