// A run that asks the mock what the service was asked, to find what has drifted.
#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "contract/contract_check.h"
#include "contract/redaction/redaction.h"
#include "runner/catalogue_drift.h"
#include "runner/drift.h"
#include "runner/drift_report.h"
#include "wavespeed_mock/drift.h"

namespace wavespeed_mock {
namespace {

// The service's list of models alone has some 2 MB.
constexpr std::size_t kShownBody = std::size_t{64} << 20;

Response redacted(Redaction& redaction, const ContractStepResult& step) {
  return redaction.redacted({.request = step.request, .response = *step.response}).response;
}

// Compares the answers that both sides gave to the same steps.
void compare_case(const ContractCheck& check, const ContractCaseResult& live,
                  const ContractCaseResult& mock, DriftReport& report) {
  const std::size_t steps = std::min(live.steps.size(), mock.steps.size());
  for (std::size_t i = 0; i < steps; ++i) {
    const ContractStepResult& theirs = live.steps[i];
    const ContractStepResult& ours = mock.steps[i];
    if (!theirs.response || !ours.response || theirs.operation.empty()) continue;
    Redaction redaction(check.document(), kShownBody);
    std::vector<DriftFinding> findings =
        compare_answers(check, theirs.request, {*ours.response, redacted(redaction, ours)},
                        {*theirs.response, redacted(redaction, theirs)});
    if (theirs.operation == "listModels") {
      std::ranges::move(compare_catalogues(ours.response->body, theirs.response->body),
                        std::back_inserter(findings));
    }
    add_answer(report, live.name, theirs.number, std::move(findings));
  }
}

}  // namespace

DriftReport find_drift(ContractTarget& live, const ContractOptions& options) {
  const ContractCheck check(ContractDocument::builtin(), UnknownFields::reported);
  const std::unique_ptr<ContractTarget> memory = memory_target();
  DriftReport report{.live = live.name()};

  ContractOptions watched = options;
  watched.on_case = [&](const ContractCaseResult& theirs) {
    if (theirs.verdict != ContractCaseResult::Verdict::skipped) {
      ContractOptions quiet = options;
      quiet.on_case = nullptr;
      compare_case(check, theirs, run_contract_case(*memory, theirs.name, quiet), report);
    }
    if (options.on_case) options.on_case(theirs);
  };
  report.contract = run_contract(live, watched);
  return report;
}

}  // namespace wavespeed_mock
