// An answer that is not valid JSON.
#include <array>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::string_view, 3> kMalformedForms = {"cut", "comma", "text"};

class MalformedJsonFault final : public Fault {
 public:
  explicit MalformedJsonFault(faults::MalformedJson settings) : settings_(settings) {}

  std::string_view type() const override { return "malformed_json"; }

  void visit(FaultFields& fields) override {
    fields.choice({"form",
                   "cut in the middle, a comma before the last brace, or a text that is not "
                   "JSON"},
                  settings_.form, kMalformedForms);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    std::string& body = answer.response.body;
    if (settings_.form == faults::MalformedJsonForm::text) {
      body = "upstream answered with something else";
    } else if (settings_.form == faults::MalformedJsonForm::comma) {
      body.insert(std::min(body.rfind('}'), body.size()), ",");
    } else {
      body.resize(body.size() / 2);
    }
  }

 private:
  faults::MalformedJson settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::MalformedJson settings) {
  return std::make_unique<MalformedJsonFault>(settings);
}

}  // namespace wavespeed_mock
