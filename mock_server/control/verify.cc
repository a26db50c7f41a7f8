#include "control/verify.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/envelope.h"
#include "control/control_body.h"
#include "control/journal_json.h"
#include "control/scope.h"
#include "domain/journal/expectation_json.h"
#include "domain/journal/journal.h"
#include "domain/journal/journal_redaction.h"
#include "domain/journal/request_expectation.h"

namespace wavespeed_mock {
namespace {

// Waits for requests until the expectation holds.
class PendingVerification final : public PendingAnswer {
 public:
  PendingVerification(const AwaitedExpectation& awaited, const std::string& where,
                      const Journal& journal, StoredAccount* scope)
      : expectation_(awaited.expectation, where, journal.routes()),
        wait_(awaited.wait),
        journal_(journal),
        scope_(scope) {}

  Duration patience() const override { return wait_; }

  std::optional<Response> look(bool last) override {
    JournalRedaction redaction(journal_);
    const Verification found = expectation_.judge(journal_.entries(scope_), redaction);
    if (found.passed) return success(to_json(found));
    if (!last) return std::nullopt;
    const nlohmann::ordered_json envelope = {
        {"code", 409}, {"message", found.message}, {"data", to_json(found)}};
    Response response =
        json_response(envelope.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    response.status = 409;
    return response;
  }

  std::shared_ptr<void> on_change(std::function<void()> changed) override {
    return journal_.on_change(std::move(changed));
  }

 private:
  const RequestExpectation expectation_;
  const Duration wait_;
  const Journal& journal_;
  StoredAccount* const scope_;
};

}  // namespace

Outcome<Answer> verify_requests(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  std::shared_ptr<PendingVerification> verification;
  auto problem = read_control_body(call, [&](JsonReader& in) {
    verification = std::make_shared<PendingVerification>(read_expectation(in), in.where(),
                                                         context.journal, *scope);
  });
  if (problem) return *std::move(problem);
  const bool waits = verification->patience() > Duration::zero();
  if (auto response = verification->look(!waits)) return Answer(*std::move(response));
  return Answer(std::move(verification));
}

}  // namespace wavespeed_mock
