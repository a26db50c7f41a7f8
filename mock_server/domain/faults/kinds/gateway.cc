// What a proxy says when it gets no answer of the API, or none in time.
#include <array>
#include <string>
#include <utility>

#include "base/http/reason_phrase.h"
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::int64_t, 3> kStatuses = {502, 503, 504};
constexpr std::array<std::string_view, 2> kGatewayForms = {"html", "json"};

std::string page(int status) {
  const std::string title = std::to_string(status) + " " + std::string(reason_phrase(status));
  return "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
         "</h1></center>\r\n</body>\r\n</html>\r\n";
}

class Gateway final : public Fault {
 public:
  std::string_view type() const override { return "gateway"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields& fields) override {
    fields.whole({"status", "the HTTP status"}, status_, kStatuses);
    fields.text({"form", "a page, or the API's envelope"}, form_, kGatewayForms);
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    const int status = static_cast<int>(status_);
    if (form_ == "json") {
      answer.replace(answer.failure(
          {.http = status, .code = status, .message = std::string(reason_phrase(status))},
          answer.request.method));
    } else {
      answer.replace({.status = status,
                      .headers = {{"Content-Type", "text/html"}},
                      .body = page(status),
                      .delivery = {}});
    }
  }

 private:
  std::int64_t status_ = 502;
  std::string form_ = "html";
};

}  // namespace

std::unique_ptr<Fault> make_gateway() {
  return std::make_unique<Gateway>();
}

}  // namespace wavespeed_mock
