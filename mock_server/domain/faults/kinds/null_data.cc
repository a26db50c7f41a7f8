// Success without data: some clients crash, others continue to poll without an error.
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class NullDataFault final : public Fault {
 public:
  std::string_view type() const override { return "null_data"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields&) override {}

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    answer.replace({.headers = {{"Content-Type", "application/json"}},
                    .body = R"({"code":200,"message":"success","data":null})",
                    .delivery = {}});
  }
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::NullData) {
  return std::make_unique<NullDataFault>();
}

}  // namespace wavespeed_mock
