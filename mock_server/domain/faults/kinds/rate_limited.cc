// HTTP 429, and when to come again.
#include <array>
#include <chrono>

#include "base/http/http_date.h"
#include "base/value/timestamp.h"
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/faults/kinds/header_field.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::string_view, 3> kRetryAfterForms = {"seconds", "date", "none"};

class RateLimited final : public Fault {
 public:
  std::string_view type() const override { return "rate_limited"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields& fields) override {
    fields.time({"retry_after", "what Retry-After asks for, in whole seconds, rounded up"},
                retry_after_);
    fields.text({"form", "Retry-After as seconds, as a date of the mock's clock, or none"}, form_,
                kRetryAfterForms);
    fields.text({"message", "`message` in the envelope"}, message_);
  }

  void on_answer(AnswerFault& answer, const FaultDraws& draws) const override {
    using std::chrono::seconds;
    Response refusal =
        answer.failure({.http = 429, .code = 429, .message = message_}, answer.request.method);
    if (form_ == "seconds") {
      const auto whole = std::chrono::ceil<seconds>(retry_after_).count();
      set_header(refusal.headers, "Retry-After", std::to_string(whole));
    } else if (form_ == "date") {
      const Timestamp then = std::chrono::ceil<seconds>(later(draws.now, retry_after_));
      set_header(refusal.headers, "Retry-After", to_http_date(then));
    }
    answer.replace(std::move(refusal));
  }

 private:
  Duration retry_after_ = std::chrono::seconds(1);
  std::string form_ = "seconds";
  std::string message_ = "Too Many Requests";
};

}  // namespace

std::unique_ptr<Fault> make_rate_limited() {
  return std::make_unique<RateLimited>();
}

}  // namespace wavespeed_mock
