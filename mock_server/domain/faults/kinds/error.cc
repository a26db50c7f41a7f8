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

class Error final : public Fault {
 public:
  std::string_view type() const override { return "error"; }
  bool takes_answer() const override { return true; }

  void visit(FaultFields& fields) override {
    fields.whole({"status", "the HTTP status"}, status_, 400, 599);
    fields.whole({"code", "`code` in the envelope; the status where it is left out"}, code_,
                 -99'999, 99'999);
    fields.text({"message", "`message` in the envelope; that of the status where it is left out"},
                message_);
    fields.text({"error_code", "`error_code` in the envelope, such as PERMISSION_DENIED"},
                error_code_);
    fields.text({"body", "any body in place of the envelope"}, body_);
    fields.text({"content_type", "what the answer says that it is"}, content_type_);
  }

  std::string problem() const override {
    if (!body_ || !(code_ || message_ || error_code_)) return "";
    return "field \"body\" replaces the envelope, so there is no place for code, message and "
           "error_code";
  }

  void on_answer(AnswerFault& answer, const FaultDraws&) const override {
    const int status = static_cast<int>(status_);
    Response error =
        answer.failure({.http = status,
                        .code = static_cast<int>(code_.value_or(status)),
                        .message = message_.value_or(std::string(reason_phrase(status))),
                        .error_code = error_code_.value_or("")},
                       answer.request.method);
    if (body_) error.body = *body_;
    set_header(error.headers, "Content-Type", content_type_);
    answer.replace(std::move(error));
  }

 private:
  std::int64_t status_ = 500;
  std::optional<std::int64_t> code_;
  std::optional<std::string> message_;
  std::optional<std::string> error_code_;
  std::optional<std::string> body_;
  std::string content_type_ = "application/json";
};

}  // namespace

std::unique_ptr<Fault> make_error() {
  return std::make_unique<Error>();
}

}  // namespace wavespeed_mock
