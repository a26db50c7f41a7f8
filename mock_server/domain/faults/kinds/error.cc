// An HTTP error, in the API's envelope or with any body.
#include <optional>
#include <string>
#include <utility>

#include "base/http/reason_phrase.h"
#include "domain/faults/kinds/fault_fields.h"
#include "domain/faults/kinds/fault_units.h"
#include "domain/faults/kinds/header_field.h"

namespace wavespeed_mock {
namespace {

class ErrorFault final : public Fault {
 public:
  explicit ErrorFault(faults::Error settings) : settings_(std::move(settings)) {}

  std::string_view type() const override { return "error"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields& fields) override {
    fields.whole({"status", "the HTTP status"}, settings_.status, 400, 599);
    fields.whole({"code", "`code` in the envelope; by default the status"}, settings_.code, -99'999,
                 99'999);
    fields.text({"message", "`message` in the envelope; by default the name of the status"},
                settings_.message);
    fields.text({"error_code", "`error_code` in the envelope, such as PERMISSION_DENIED"},
                settings_.error_code);
    fields.text({"body", "any body instead of the envelope"}, settings_.body);
    fields.text({"content_type", "the Content-Type of the answer"}, settings_.content_type);
  }

  std::string problem() const override {
    if (!settings_.body || !(settings_.code || settings_.message || settings_.error_code)) {
      return header_value_problem("content_type", settings_.content_type);
    }
    return "field \"body\" replaces the envelope, and cannot be given together with code, message "
           "or "
           "error_code";
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    const int status = static_cast<int>(settings_.status);
    Response error =
        answer.failure({.http = status,
                        .code = static_cast<int>(settings_.code.value_or(status)),
                        .message = settings_.message.value_or(std::string(reason_phrase(status))),
                        .error_code = settings_.error_code.value_or("")},
                       answer.request.method);
    if (settings_.body) error.body = *settings_.body;
    set_header(error.headers, "Content-Type", settings_.content_type);
    answer.replace(std::move(error));
  }

 private:
  faults::Error settings_;
};

}  // namespace

std::unique_ptr<Fault> make_fault(faults::Error settings) {
  return std::make_unique<ErrorFault>(std::move(settings));
}

}  // namespace wavespeed_mock
