// HTTP 200 with an error in the envelope: clients that read only the status do not notice it.
#include <nlohmann/json.hpp>
#include <utility>

#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

class EnvelopeErrorFault final : public Fault {
 public:
  explicit EnvelopeErrorFault(faults::EnvelopeError settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "envelope_error"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields& fields) override {
    fields.whole({"code", "`code` in the envelope"}, settings_.code, -99'999, 99'999);
    fields.text({"message", "`message` in the envelope"}, settings_.message);
  }

  std::string problem() const override {
    return settings_.code == 200
               ? "field \"code\": 200 is not an error; null_data is success without data"
               : "";
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    const nlohmann::ordered_json body = {
        {"code", settings_.code}, {"message", settings_.message}, {"data", nullptr}};
    answer.replace({.headers = {{"Content-Type", "application/json"}},
                    .body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                    .delivery = {}});
  }

 private:
  faults::EnvelopeError settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::EnvelopeError settings) {
  return std::make_unique<EnvelopeErrorFault>(std::move(settings));
}

}  // namespace wavespeed_mock
