#include "contract/client_report_json.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/value/timestamp.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

using nlohmann::ordered_json;

ordered_json client_report_json(const ClientReport& report) {
  ordered_json violations = ordered_json::array();
  for (const ContractViolation& violation : report.violations) {
    violations.push_back({{"operation", violation.operation},
                          {"request", violation.request},
                          {"problem", violation.problem},
                          {"client", violation.client},
                          {"account", violation.account},
                          {"count", violation.count},
                          {"first_at", to_rfc3339(violation.first_at)}});
  }
  ordered_json rules = ordered_json::array();
  for (const ClientRuleTally& rule : report.rules) {
    rules.push_back(
        {{"rule", to_text(rule.rule)}, {"judged", rule.judged}, {"broken", rule.broken}});
  }
  ordered_json findings = ordered_json::array();
  for (const ClientFinding& finding : report.findings) {
    findings.push_back({{"rule", to_text(finding.rule)},
                        {"problem", finding.problem},
                        {"account", finding.account},
                        {"requests", finding.requests},
                        {"count", finding.count},
                        {"cost_usd", finding.cost.usd()},
                        {"first_at", to_rfc3339(finding.first_at)}});
  }
  return {{"passed", report.passed()},      {"strict", report.strict},
          {"requests", report.requests},    {"violations", std::move(violations)},
          {"dropped", report.dropped},      {"watched", report.watched},
          {"forgotten", report.forgotten},  {"rules", std::move(rules)},
          {"findings", std::move(findings)}};
}

}  // namespace wavespeed_mock
