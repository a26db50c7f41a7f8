// A run of cases on one target: which of them run, in which order, at what cost.
#include <algorithm>
#include <optional>
#include <utility>

#include "base/text/quoting.h"
#include "runner/balance_watch.h"
#include "runner/builtin_cases.h"
#include "runner/case_run.h"
#include "wavespeed_mock/contract.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

using CaseVerdict = ContractCaseResult::Verdict;

// Why a case does not fit a target of that kind; "" when it does.
std::string misfit(const ContractCase& one, ContractTarget::Kind kind) {
  if (std::find(one.targets.begin(), one.targets.end(), kind) == one.targets.end()) {
    return "is not for " + std::string(to_text(kind)) + " targets";
  }
  if (kind != ContractTarget::Kind::live) return "";
  for (const ContractStep& step : one.steps) {
    // A URL that the live server gave leads to its own equivalent.
    const bool own_path = !step.request.target || step.request.target->starts_with('/');
    if (step.operation != nullptr && step.operation->mock_only && own_path) {
      return "uses " + step.operation->id + ", which only the mock has";
    }
  }
  return "";
}

// A free case on a live target whose submission was accepted may have been charged for.
bool may_have_cost(const ContractCase& one, const ContractCaseResult& result) {
  for (const ContractStepResult& step : result.steps) {
    const Operation* const operation = one.steps[step.number - 1].operation;
    const bool accepted = step.response && step.response->status < 300;
    if (!one.paid && operation != nullptr && operation->paid && accepted) return true;
  }
  return false;
}

class Run {
 public:
  Run(ContractTarget& target, const ContractOptions& options)
      : target_(target), on_case_(options.on_case), is_live_(target.kind() == live()) {
    if (is_live_) money_.emplace(target, options.max_cost);
    report_.target = target.name();
  }

  void run(const ContractCase& one) {
    std::string reason = stopped_.empty() ? misfit(one, target_.kind()) : stopped_;
    if (reason.empty() && money_) reason = money_->objection(one);
    if (!reason.empty()) return finish(skipped_case(one, std::move(reason)));
    ContractCaseResult result = run_case(one, target_);
    if (money_) {
      money_->has_run(one);
      if (may_have_cost(one, result)) {
        stopped_ = "the run stopped at " + one.name;
        report_.failures.push_back(one.name +
                                   " is free, but a task was accepted that may cost money");
      }
    }
    finish(std::move(result));
  }

  ContractReport end() {
    if (money_) {
      for (std::string& line : money_->finish()) report_.failures.push_back(std::move(line));
      report_.balance_before = money_->before();
      report_.balance_after = money_->after();
    }
    return std::move(report_);
  }

 private:
  static constexpr ContractTarget::Kind live() { return ContractTarget::Kind::live; }

  void finish(ContractCaseResult result) {
    if (on_case_) on_case_(result);
    report_.cases.push_back(std::move(result));
  }

  ContractTarget& target_;
  const std::function<void(const ContractCaseResult&)>& on_case_;
  const bool is_live_;
  std::optional<BalanceWatch> money_;
  std::string stopped_;  // why no further case runs; "" while they do
  ContractReport report_;
};

ContractReport run_cases(ContractTarget& target, const CaseList& cases,
                         const ContractOptions& options) {
  Run run(target, options);
  for (const auto& one : cases) run.run(*one);
  return run.end();
}

}  // namespace

std::size_t ContractReport::count(CaseVerdict verdict) const {
  return static_cast<std::size_t>(
      std::count_if(cases.begin(), cases.end(),
                    [&](const ContractCaseResult& one) { return one.verdict == verdict; }));
}

std::size_t ContractReport::assertions() const {
  std::size_t sum = 0;
  for (const ContractCaseResult& one : cases) sum += one.assertions;
  return sum;
}

ContractReport::Verdict ContractReport::verdict() const {
  if (count(CaseVerdict::failed) > 0 || !failures.empty()) return Verdict::broken;
  return assertions() == 0 ? Verdict::could_not_run : Verdict::kept;
}

int ContractReport::exit_code() const {
  switch (verdict()) {
    case Verdict::kept:
      return 0;
    case Verdict::broken:
      return 1;
    case Verdict::could_not_run:
      break;
  }
  return 2;
}

ContractReport run_contract(ContractTarget& target, const ContractOptions& options) {
  return run_cases(target, chosen_cases(options), options);
}

ContractCaseResult run_contract_case(ContractTarget& target, const std::string& name,
                                     const ContractOptions& options) {
  ContractOptions one = options;
  one.filter = "*";
  CaseList cases = chosen_cases(one);
  std::erase_if(cases, [&](const auto& each) { return each->name != name; });
  if (cases.empty()) throw ConfigError("there is no case " + text_quote(name));
  ContractReport report = run_cases(target, cases, options);
  ContractCaseResult result = std::move(report.cases.front());
  for (std::string& failure : report.failures) {
    result.verdict = CaseVerdict::failed;
    result.failures.push_back(std::move(failure));
  }
  return result;
}

}  // namespace wavespeed_mock
