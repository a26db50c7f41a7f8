#include "runner/case_run.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "contract/contract_check.h"
#include "runner/case_mock.h"
#include "runner/step_run.h"
#include "runner/variables.h"

namespace wavespeed_mock {
namespace {

// The service may send more than is documented; our own mock must not.
const ContractCheck& check_for(ContractTarget::Kind kind) {
  static const ContractCheck ours(ContractDocument::builtin(), UnknownFields::reported);
  static const ContractCheck live(ContractDocument::builtin(), UnknownFields::allowed);
  return kind == ContractTarget::Kind::live ? live : ours;
}

void begin(const ContractCase& one, ContractTarget& target) {
  const std::string where = one.where() + ": mock";
  try {
    target.reset(one.mock == nullptr ? Options() : options_of_case(*one.mock, where));
  } catch (const ConfigError& error) {
    const std::string problem = error.what();
    throw ConfigError(problem.starts_with(one.where()) ? problem : where + ": " + problem);
  }
}

std::string location_of_step(const ContractCase& one, const ContractStepResult& step) {
  return one.name + ", step " + std::to_string(step.number) +
         (step.operation.empty() ? "" : " " + step.operation) + ": ";
}

}  // namespace

ContractCaseResult run_case(const ContractCase& one, ContractTarget& target) {
  ContractCaseResult result{.name = one.name, .about = one.about, .file = one.file};
  const auto began = std::chrono::steady_clock::now();
  begin(one, target);
  Variables variables(target);
  for (const ContractStep& step : one.steps) {
    result.steps.push_back(
        run_step(step, result.steps.size() + 1, target, check_for(target.kind()), variables));
    const ContractStepResult& done = result.steps.back();
    result.assertions += done.assertions;
    for (const std::string& failure : done.failures) {
      result.failures.push_back(location_of_step(one, done) + failure);
    }
    // The next ones build on it.
    if (!done.failures.empty()) break;
  }
  if (!result.failures.empty()) result.verdict = ContractCaseResult::Verdict::failed;
  result.time = std::chrono::steady_clock::now() - began;
  return result;
}

ContractCaseResult skipped_case(const ContractCase& one, std::string reason) {
  return {.name = one.name,
          .about = one.about,
          .file = one.file,
          .verdict = ContractCaseResult::Verdict::skipped,
          .skipped = std::move(reason)};
}

}  // namespace wavespeed_mock
