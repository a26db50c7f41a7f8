// The report of a run for programs.
#include <chrono>
#include <nlohmann/json.hpp>

#include "runner/report_text.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json step_json(const ContractStepResult& step) {
  ordered_json out = {{"number", step.number}};
  if (!step.operation.empty()) out["operation"] = step.operation;
  if (!step.outcome.empty()) out["outcome"] = step.outcome;
  out["request"] = step.request.method + ' ' + step.request.target;
  out["status"] = step.response ? ordered_json(step.response->status) : ordered_json();
  out["exchanges"] = step.exchanges;
  out["assertions"] = step.assertions;
  out["failures"] = step.failures;
  return out;
}

ordered_json case_json(const ContractCaseResult& one) {
  ordered_json out = {{"name", one.name},
                      {"about", one.about},
                      {"file", one.file},
                      {"verdict", to_text(one.verdict)}};
  if (!one.skipped.empty()) out["skipped"] = one.skipped;
  out["seconds"] = std::chrono::duration<double>(one.time).count();
  out["assertions"] = one.assertions;
  out["failures"] = one.failures;
  out["steps"] = ordered_json::array();
  for (const ContractStepResult& step : one.steps) out["steps"].push_back(step_json(step));
  return out;
}

}  // namespace

std::string to_json(const ContractReport& report) {
  using Verdict = ContractCaseResult::Verdict;
  ordered_json out = {{"target", report.target},
                      {"verdict", to_text(report.verdict())},
                      {"cases", ordered_json::array()},
                      {"passed", report.count(Verdict::passed)},
                      {"failed", report.count(Verdict::failed)},
                      {"skipped", report.count(Verdict::skipped)},
                      {"assertions", report.assertions()},
                      {"failures", report.failures}};
  if (report.balance_before) out["balance_before"] = report.balance_before->usd();
  if (report.balance_after) out["balance_after"] = report.balance_after->usd();
  for (const ContractCaseResult& one : report.cases) out["cases"].push_back(case_json(one));
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace wavespeed_mock
