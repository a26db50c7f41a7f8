#include "control/client_report.h"

#include <nlohmann/json.hpp>
#include <string>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "contract/client_report_json.h"
#include "control/scope.h"
#include "domain/journal/client_judgement.h"

namespace wavespeed_mock {
namespace {

ClientWitnesses witnesses_of(const ControlContext& context) {
  return {.contract = context.strict ? &context.client_reports : nullptr,
          .journal = context.journal,
          .clock = context.clock};
}

}  // namespace

Outcome<Response> get_client_report(const ControlContext& context, const Call& call) {
  const nlohmann::json query = query_object(call.request);
  Parameters parameters(query);
  const std::string format = parameters.choice("format", {"json", "text", "junit"});
  const std::string names = parameters.text("rules");
  if (parameters.problem()) return *parameters.problem();
  const auto rules = read_client_rules(names);
  if (!rules) return rules.error();
  const auto account = scope_of(context, call);
  if (!account) return account.error();

  const ClientReport report = judge_clients(witnesses_of(context), *account, *rules);
  if (format == "text") {
    return Response{.headers = {{"Content-Type", "text/plain; charset=utf-8"}},
                    .body = to_text(report)};
  }
  if (format == "junit") {
    return Response{.headers = {{"Content-Type", "application/xml"}}, .body = to_junit(report)};
  }
  return success(client_report_json(report));
}

Outcome<Response> delete_client_report(const ControlContext& context, const Call& call) {
  const auto account = scope_of(context, call);
  if (!account) return account.error();
  forget_clients(&context.client_reports, context.journal, *account);
  return success({{"cleared", true}});
}

}  // namespace wavespeed_mock
