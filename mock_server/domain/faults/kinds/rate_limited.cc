// HTTP 429 with Retry-After.
#include <array>
#include <chrono>
#include <utility>

#include "base/http/http_date.h"
#include "base/value/timestamp.h"
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/faults/kinds/header_field.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<std::string_view, 3> kRetryAfterForms = {"seconds", "date", "none"};

class RateLimitedFault final : public Fault {
 public:
  explicit RateLimitedFault(faults::RateLimited settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "rate_limited"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields& fields) override {
    fields.time({"retry_after", "what Retry-After asks for, in whole seconds, rounded up"},
                settings_.retry_after);
    fields.choice({"form", "Retry-After as seconds, as a date of the mock's clock, or none"},
                  settings_.form, kRetryAfterForms);
    fields.text({"message", "`message` in the envelope"}, settings_.message);
  }

  void on_answer(AnswerFault& answer, const FaultDraws& draws) const override {
    using std::chrono::seconds;
    Response refusal = answer.failure({.http = 429, .code = 429, .message = settings_.message},
                                      answer.request.method);
    if (settings_.form == faults::RetryAfterForm::seconds) {
      const auto whole = std::chrono::ceil<seconds>(settings_.retry_after).count();
      set_header(refusal.headers, "Retry-After", std::to_string(whole));
    } else if (settings_.form == faults::RetryAfterForm::date) {
      const Timestamp then = std::chrono::ceil<seconds>(later(draws.now, settings_.retry_after));
      set_header(refusal.headers, "Retry-After", to_http_date(then));
    }
    answer.replace(std::move(refusal));
  }

 private:
  faults::RateLimited settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::RateLimited settings) {
  return std::make_unique<RateLimitedFault>(std::move(settings));
}

}  // namespace wavespeed_mock
