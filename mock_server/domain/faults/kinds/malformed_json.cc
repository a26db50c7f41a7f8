// An answer that no JSON parser takes.
#include <array>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::string_view, 3> kMalformedForms = {"cut", "comma", "text"};

class MalformedJson final : public Fault {
 public:
  std::string_view type() const override { return "malformed_json"; }

  void visit(FaultFields& fields) override {
    fields.text({"form",
                 "cut in the middle, a comma before the last brace, or a text that is not "
                 "JSON"},
                form_, kMalformedForms);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    std::string& body = answer.response.body;
    if (form_ == "text") {
      body = "upstream answered with something else";
    } else if (form_ == "comma") {
      body.insert(std::min(body.rfind('}'), body.size()), ",");
    } else {
      body.resize(body.size() / 2);
    }
  }

 private:
  std::string form_ = "cut";
};

}  // namespace

std::unique_ptr<Fault> make_malformed_json() {
  return std::make_unique<MalformedJson>();
}

}  // namespace wavespeed_mock
