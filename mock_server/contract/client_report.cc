#include "wavespeed_mock/client_report.h"

#include <nlohmann/json.hpp>

#include "base/junit.h"
#include "base/timestamp.h"

namespace wavespeed_mock {
namespace {

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string summary(const ClientReport& report) {
  if (report.requests == 0) return "no request was held against the contract";
  std::string text =
      counted(report.requests, "request was", "requests were") + " held against the contract: ";
  if (report.passed()) return text + "nothing wrong";
  text += counted(report.violations.size(), "way", "ways") + " of breaking it";
  if (report.dropped > 0) text += ", and " + std::to_string(report.dropped) + " more not listed";
  return text;
}

// Who did it, how often, and since when.
std::string circumstances(const ContractViolation& violation) {
  std::string text = counted(violation.count, "request", "requests");
  if (!violation.client.empty()) text += " of " + violation.client;
  if (!violation.account.empty()) text += ", account " + violation.account;
  return text + ", first at " + to_rfc3339(violation.first_at);
}

}  // namespace

std::string to_text(const ClientReport& report) {
  std::string text = summary(report) + '\n';
  for (const ContractViolation& violation : report.violations) {
    text += "  " + violation.request + "\n    " + violation.problem + "\n    " +
            circumstances(violation) + '\n';
  }
  return text;
}

std::string to_json(const ClientReport& report) {
  using json = nlohmann::ordered_json;
  json violations = json::array();
  for (const ContractViolation& violation : report.violations) {
    violations.push_back({{"operation", violation.operation},
                          {"request", violation.request},
                          {"problem", violation.problem},
                          {"client", violation.client},
                          {"account", violation.account},
                          {"count", violation.count},
                          {"first_at", to_rfc3339(violation.first_at)}});
  }
  const json whole = {{"passed", report.passed()},
                      {"requests", report.requests},
                      {"violations", std::move(violations)},
                      {"dropped", report.dropped}};
  return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string to_junit(const ClientReport& report) {
  std::vector<JunitCase> cases;
  for (const ContractViolation& violation : report.violations) {
    cases.push_back({.group = violation.operation.empty() ? "no operation" : violation.operation,
                     .name = violation.problem,
                     .failure = violation.request + ": " + violation.problem + '\n' +
                                circumstances(violation)});
  }
  if (cases.empty()) {
    cases.push_back({.group = "all operations",
                     .name = summary(report),
                     .skipped = report.requests == 0 ? summary(report) : ""});
  }
  return junit_xml("client contract", cases);
}

}  // namespace wavespeed_mock
