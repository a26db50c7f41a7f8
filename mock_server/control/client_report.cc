#include "control/client_report.h"

#include <nlohmann/json.hpp>

#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "contract/client_reports.h"
#include "control/scope.h"

namespace wavespeed_mock {
namespace {

// The name of whose report is meant: everybody's is nullopt.
Outcome<std::optional<std::string_view>> account_of(const Services& services, const Call& call) {
  const auto account = scope_of(services, call);
  if (!account) return account.error();
  if (*account == nullptr) return {std::nullopt};
  return {std::string_view((*account)->account().name)};
}

ApiError not_strict() {
  return {.http = 409,
          .code = 409,
          .message = "requests are not held against the contract: start the mock with --strict"};
}

}  // namespace

Outcome<Response> get_client_report(const Services& services, const Call& call) {
  if (services.client_reports == nullptr) return not_strict();
  const nlohmann::json query = query_object(call.request);
  Parameters parameters(query);
  const std::string format = parameters.choice("format", {"json", "text", "junit"});
  if (parameters.problem()) return *parameters.problem();
  const auto account = account_of(services, call);
  if (!account) return account.error();

  const ClientReport report = services.client_reports->report(*account);
  if (format == "text") {
    return Response{.headers = {{"Content-Type", "text/plain; charset=utf-8"}},
                    .body = to_text(report)};
  }
  if (format == "junit") {
    return Response{.headers = {{"Content-Type", "application/xml"}}, .body = to_junit(report)};
  }
  return success(nlohmann::ordered_json::parse(to_json(report)));
}

Outcome<Response> delete_client_report(const Services& services, const Call& call) {
  if (services.client_reports == nullptr) return not_strict();
  const auto account = account_of(services, call);
  if (!account) return account.error();
  services.client_reports->clear(*account);
  return success({{"cleared", true}});
}

}  // namespace wavespeed_mock
