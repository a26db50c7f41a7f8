#include "wavespeed_mock/client_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/counted.h"
#include "base/text/junit.h"
#include "base/text/quoting.h"
#include "base/value/timestamp.h"
#include "contract/client_report_json.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

std::string contract_summary(const ClientReport& report) {
  if (!report.strict)
    return "requests were not checked against the contract: the mock is not strict (start it with "
           "--strict)";
  if (report.requests == 0) return "no request was checked against the contract";
  std::string text =
      counted(report.requests, "request was", "requests were") + " checked against the contract: ";
  if (report.violations.empty()) return text + "nothing wrong";
  text += counted(report.violations.size(), "kind", "kinds") + " of violation";
  if (report.dropped > 0) text += ", and " + std::to_string(report.dropped) + " more not listed";
  return text;
}

// Accounts without a name are called "account 5f3a09c2".
std::string whose(const std::string& account) {
  if (account.empty()) return "";
  return (account.starts_with("account ") ? ", " : ", account ") + account;
}

// Who did it, how often, and since when.
std::string circumstances(const ContractViolation& violation) {
  std::string text = counted(violation.count, "request", "requests");
  if (!violation.client.empty()) text += " of " + violation.client;
  text += whose(violation.account);
  return text + ", first at " + to_rfc3339(violation.first_at);
}

std::string behaviour_summary(const ClientReport& report) {
  const std::string forgotten =
      report.forgotten == 0 ? ""
                            : ", " + std::to_string(report.forgotten) + " are not in the journal";
  if (report.watched == 0) return "no request was checked for client behaviour" + forgotten;
  return counted(report.watched, "request was", "requests were") + " checked for client behaviour" +
         forgotten + ": " +
         (report.findings.empty() ? "nothing wrong"
                                  : counted(report.findings.size(), "finding", "findings"));
}

// How often, for how much, whose, and where to look.
std::string circumstances(const ClientFinding& finding) {
  std::string text = finding.count == 1 ? "once" : std::to_string(finding.count) + " times";
  if (finding.cost > Money()) text += ", for $" + to_decimal(finding.cost);
  text += whose(finding.account);
  text += ", first at " + to_rfc3339(finding.first_at) + "; requests ";
  for (std::size_t i = 0; i < finding.requests.size(); ++i) {
    text += (i == 0 ? "" : ", ") + finding.requests[i];
  }
  return text;
}

std::string kept(const ClientRuleTally& rule) {
  return std::string(to_text(rule.rule)) + ' ' + std::to_string(rule.judged - rule.broken) +
         " of " + std::to_string(rule.judged);
}

// "retry_after 2 of 2, polling 4 of 5"; empty when there was no request to judge.
std::string kept_rules(const ClientReport& report) {
  std::string text;
  for (const ClientRuleTally& rule : report.rules) {
    if (rule.judged > 0) text += (text.empty() ? "" : ", ") + kept(rule);
  }
  return text;
}

bool has_finding(const ClientReport& report, ClientRule rule) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const ClientFinding& finding) { return finding.rule == rule; });
}

}  // namespace

std::string_view to_text(ClientRule rule) {
  switch (rule) {
    case ClientRule::retry_after:
      return "retry_after";
    case ClientRule::backoff:
      return "backoff";
    case ClientRule::polling:
      return "polling";
    case ClientRule::double_submit:
      return "double_submit";
    case ClientRule::ignored_error:
      break;
  }
  return "ignored_error";
}

std::string to_text(const ClientReport& report) {
  std::string text = contract_summary(report) + '\n';
  for (const ContractViolation& violation : report.violations) {
    for (const std::string& line :
         {violation.request, "  " + violation.problem, "  " + circumstances(violation)}) {
      text += "  " + one_line(line) + '\n';
    }
  }
  text += behaviour_summary(report) + '\n';
  for (const ClientFinding& finding : report.findings) {
    text += "  " + std::string(to_text(finding.rule)) + '\n';
    for (const std::string& line : {finding.problem, circumstances(finding)}) {
      text += "    " + one_line(line) + '\n';
    }
  }
  if (const std::string rules = kept_rules(report); !rules.empty()) {
    text += "  kept: " + rules + '\n';
  }
  return text;
}

std::string to_json(const ClientReport& report) {
  using nlohmann::ordered_json;
  return client_report_json(report).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string to_junit(const ClientReport& report) {
  std::vector<JunitCase> cases;
  for (const ContractViolation& violation : report.violations) {
    cases.push_back({.group = violation.operation.empty() ? "no operation" : violation.operation,
                     .name = violation.problem,
                     .failure = violation.request + ": " + violation.problem + '\n' +
                                circumstances(violation)});
  }
  if (cases.empty() && report.strict) {
    cases.push_back({.group = "all operations",
                     .name = contract_summary(report),
                     .skipped = report.requests == 0 ? contract_summary(report) : ""});
  }
  for (const ClientFinding& finding : report.findings) {
    cases.push_back({.group = "behaviour",
                     .name = std::string(to_text(finding.rule)) + ": " + finding.problem,
                     .failure = finding.problem + '\n' + circumstances(finding)});
  }
  for (const ClientRuleTally& rule : report.rules) {
    if (has_finding(report, rule.rule)) continue;
    cases.push_back({.group = "behaviour",
                     .name = rule.judged == 0 ? std::string(to_text(rule.rule)) : kept(rule),
                     .skipped = rule.judged == 0 ? "there was no request to judge" : ""});
  }
  return junit_xml("client report", cases);
}

}  // namespace wavespeed_mock
