// The report of a run for CI servers: one test case for each case, plus one for the run as a whole
// when something is wrong with that.
#include "base/text/junit.h"
#include "runner/report_text.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {
namespace {

std::string lines(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "\n") + text;
  return all;
}

}  // namespace

std::string to_junit(const ContractReport& report) {
  const std::string suite = "contract " + report.target;
  std::vector<JunitCase> cases;
  for (const ContractCaseResult& one : report.cases) {
    cases.push_back({.group = suite,
                     .name = one.name,
                     .time = one.time,
                     .failure = lines(one.failures),
                     .skipped = one.skipped});
  }
  std::string whole = lines(report.failures);
  if (whole.empty() && report.verdict() == ContractReport::Verdict::could_not_run) {
    whole = "nothing was checked: no case could run";
  }
  if (!whole.empty()) cases.push_back({.group = suite, .name = "the_run", .failure = whole});
  return junit_xml(suite, cases);
}

}  // namespace wavespeed_mock
