// The answer of a proxy that gets no answer from the API, or none in time.
#include <array>
#include <string>
#include <utility>

#include "base/http/reason_phrase.h"
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::int64_t, 3> kGatewayStatuses = {502, 503, 504};
constexpr std::array<std::string_view, 2> kGatewayForms = {"html", "json"};

std::string gateway_page(int status) {
  const std::string title = std::to_string(status) + " " + std::string(reason_phrase(status));
  return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
         "</h1></center>\r\n</body>\r\n</html>\r\n";
}

class GatewayFault final : public Fault {
 public:
  explicit GatewayFault(faults::Gateway settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "gateway"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields& fields) override {
    fields.whole({"status", "the HTTP status"}, settings_.status, kGatewayStatuses);
    fields.choice({"form", "a page, or the API's envelope"}, settings_.form, kGatewayForms);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    const int status = static_cast<int>(settings_.status);
    if (settings_.form == faults::GatewayForm::json) {
      answer.replace(answer.failure(
          {.http = status, .code = status, .message = std::string(reason_phrase(status))},
          answer.request.method));
    } else {
      answer.replace({.status = status,
                      .headers = {{"Content-Type", "text/html"}},
                      .body = gateway_page(status),
                      .delivery = {}});
    }
  }

 private:
  faults::Gateway settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::Gateway settings) {
  return std::make_unique<GatewayFault>(std::move(settings));
}

}  // namespace wavespeed_mock
