// A connection that is closed in an orderly way, without an answer.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class EmptyReplyFault final : public Fault {
 public:
  std::string_view type() const override { return "empty_reply"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields&) override {}

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    answer.end(Ending::close, std::nullopt);
  }
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::EmptyReply) {
  return std::make_unique<EmptyReplyFault>();
}

}  // namespace wavespeed_mock
