// A body that comes drop by drop.
#include <chrono>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class Dribble final : public Fault {
 public:
  std::string_view type() const override { return "dribble"; }

  void visit(FaultFields& fields) override {
    fields.whole({"piece", "bytes in a piece"}, piece_, 1, 1'073'741'824);
    fields.time({"pause", "between two pieces, on the wall clock"}, pause_);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    DeliveryPlan& plan = answer.response.delivery;
    if (plan.piece_bytes > 0) return;
    plan.piece_bytes = static_cast<std::uint64_t>(piece_);
    plan.piece_pause = pause_;
  }

 private:
  std::int64_t piece_ = 64;
  Duration pause_ = std::chrono::milliseconds(100);
};

}  // namespace

std::unique_ptr<Fault> make_dribble() {
  return std::make_unique<Dribble>();
}

}  // namespace wavespeed_mock
