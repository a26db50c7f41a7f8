// An answer that says to be something else than it is.
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/faults/kinds/header_field.h"

namespace wavespeed_mock {
namespace {

class WrongContentType final : public Fault {
 public:
  std::string_view type() const override { return "wrong_content_type"; }

  void visit(FaultFields& fields) override {
    fields.text({"content_type", "what the answer says that it is"}, content_type_);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    set_header(answer.response.headers, "Content-Type", content_type_);
  }

 private:
  std::string content_type_ = "text/html";
};

}  // namespace

std::unique_ptr<Fault> make_wrong_content_type() {
  return std::make_unique<WrongContentType>();
}

}  // namespace wavespeed_mock
