// A body in chunked coding, with a malformed chunk.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class MalformedChunkFault final : public Fault {
 public:
  std::string_view type() const override { return "malformed_chunk"; }

  void visit(FaultFields&) override {}

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    DeliveryPlan& plan = answer.response.delivery;
    if (plan.ending == Ending::whole) plan.malformed_chunk = true;
  }
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::MalformedChunk) {
  return std::make_unique<MalformedChunkFault>();
}

}  // namespace wavespeed_mock
