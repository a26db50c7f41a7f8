// A report with one case of each kind, for tests of report formats.
#pragma once

#include <chrono>

#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

inline ContractReport mixed_report() {
  using Verdict = ContractCaseResult::Verdict;
  ContractStepResult step{.number = 1, .operation = "getBalance", .outcome = "balance"};
  step.request = {.method = "GET", .target = "/api/v3/balance", .headers = {}, .body = ""};
  step.response = Response{.status = 200, .headers = {}, .body = "{}"};
  step.exchanges = 3;
  step.assertions = 6;
  ContractStepResult silent = step;
  silent.response.reset();
  ContractReport report{.target = "https://api.test"};
  report.cases.push_back({.name = "first",
                          .about = "works",
                          .file = "c.json",
                          .steps = {step, step},
                          .assertions = 12,
                          .time = std::chrono::milliseconds(1500)});
  report.cases.push_back(
      {.name = "second",
       .about = "fails",
       .file = "c.json",
       .verdict = Verdict::failed,
       .steps = {silent},
       .failures =
           {"second, step 1 getBalance: data.balance must be <1> & \"more\", not \xC3\xA4\r\nb",
            "second, step 1 getBalance: again"},
       .assertions = 1});
  report.cases.push_back({.name = "third",
                          .about = "waits",
                          .file = "d.json",
                          .verdict = Verdict::skipped,
                          .skipped = "is not for live targets"});
  report.balance_before = Money::from_usd(12.5);
  report.balance_after = Money::from_usd(12.491);
  report.failures = {"the balance moved"};
  return report;
}

}  // namespace wavespeed_mock
