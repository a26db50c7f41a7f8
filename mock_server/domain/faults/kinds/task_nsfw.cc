// A task whose outputs are flagged as not safe for work.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class TaskNsfwFault final : public Fault {
 public:
  std::string_view type() const override { return "task_nsfw"; }

  void visit(FaultFields&) override {}

  void on_task(TaskFault& task, const FaultDraws&) const override {
    if (!task.nsfw) task.nsfw = true;
  }
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::TaskNsfw) {
  return std::make_unique<TaskNsfwFault>();
}

}  // namespace wavespeed_mock
