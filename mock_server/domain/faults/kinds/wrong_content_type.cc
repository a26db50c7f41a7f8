// An answer whose Content-Type is wrong.
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/faults/kinds/header_field.h"

namespace wavespeed_mock {
namespace {

class WrongContentTypeFault final : public Fault {
 public:
  explicit WrongContentTypeFault(faults::WrongContentType settings)
      : settings_(std::move(settings)) {}

  std::string_view type() const override { return "wrong_content_type"; }

  void visit(FaultFields& fields) override {
    fields.text({"content_type", "the Content-Type of the answer"}, settings_.content_type);
  }

  std::string problem() const override {
    return header_value_problem("content_type", settings_.content_type);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    set_header(answer.response.headers, "Content-Type", settings_.content_type);
  }

 private:
  faults::WrongContentType settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::WrongContentType settings) {
  return std::make_unique<WrongContentTypeFault>(std::move(settings));
}

}  // namespace wavespeed_mock
