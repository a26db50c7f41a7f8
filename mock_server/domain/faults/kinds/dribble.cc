// A body that comes in small pieces.
#include <chrono>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class DribbleFault final : public Fault {
 public:
  explicit DribbleFault(faults::Dribble settings) : settings_(settings) {}

  std::string_view type() const override { return "dribble"; }

  void visit(FaultFields& fields) override {
    fields.whole({"piece", "bytes in a piece"}, settings_.piece, 1, 1'073'741'824);
    fields.time({"pause", "between two pieces, on the wall clock"}, settings_.pause);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    DeliveryPlan& plan = answer.response.delivery;
    if (plan.piece_bytes > 0) return;
    plan.piece_bytes = static_cast<std::uint64_t>(settings_.piece);
    plan.piece_pause = settings_.pause;
  }

 private:
  faults::Dribble settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::Dribble settings) {
  return std::make_unique<DribbleFault>(settings);
}

}  // namespace wavespeed_mock
