#include "runner/report_text.h"

#include "base/text/quoting.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

using CaseVerdict = ContractCaseResult::Verdict;

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

std::string in_usd(Money amount) {
  return to_decimal(amount) + " USD";
}

}  // namespace

std::string_view to_text(CaseVerdict verdict) {
  switch (verdict) {
    case CaseVerdict::passed:
      return "passed";
    case CaseVerdict::failed:
      return "failed";
    case CaseVerdict::skipped:
      break;
  }
  return "skipped";
}

std::string_view to_text(ContractReport::Verdict verdict) {
  switch (verdict) {
    case ContractReport::Verdict::kept:
      return "kept";
    case ContractReport::Verdict::broken:
      return "broken";
    case ContractReport::Verdict::could_not_run:
      break;
  }
  return "could not run";
}

std::string case_text(const ContractCaseResult& result) {
  if (result.verdict == CaseVerdict::skipped) {
    return "skipped  " + result.name + ": " + one_line(result.skipped) + '\n';
  }
  const bool failed = result.verdict == CaseVerdict::failed;
  std::string text = (failed ? "FAILED   " : "ok       ") + result.name + " (" +
                     counted(result.steps.size(), "step") + ", " +
                     counted(result.assertions, "check") + ")\n";
  for (const std::string& failure : result.failures) text += "  " + one_line(failure) + '\n';
  return text;
}

std::string closing_text(const ContractReport& report) {
  std::string text = counted(report.cases.size(), "case") + " against " + report.target + ": " +
                     std::to_string(report.count(CaseVerdict::passed)) + " ok, " +
                     std::to_string(report.count(CaseVerdict::failed)) + " failed, " +
                     std::to_string(report.count(CaseVerdict::skipped)) + " skipped; " +
                     counted(report.assertions(), "check") + '\n';
  if (report.balance_before && report.balance_after) {
    text += "balance: " + in_usd(*report.balance_before) + " before, " +
            in_usd(*report.balance_after) + " after; spent " +
            in_usd(*report.balance_before - *report.balance_after) + '\n';
  }
  for (const std::string& failure : report.failures) text += one_line(failure) + '\n';
  switch (report.verdict()) {
    case ContractReport::Verdict::kept:
      return text + "the contract is kept\n";
    case ContractReport::Verdict::broken:
      return text + "the contract is broken\n";
    case ContractReport::Verdict::could_not_run:
      break;
  }
  return text + "nothing was checked: no case could run\n";
}

std::string to_text(const ContractReport& report) {
  std::string text;
  for (const ContractCaseResult& one : report.cases) text += case_text(one);
  return text + closing_text(report);
}

}  // namespace wavespeed_mock
