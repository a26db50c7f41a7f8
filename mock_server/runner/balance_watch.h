// Watches the money of a run on a live target: the balance before, the balance after, whether the
// next case may still be paid for.
//
// Belongs to one run; no locks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/value/money.h"
#include "runner/contract_case.h"

namespace wavespeed_mock {

class BalanceWatch {
 public:
  // Reads the balance; `limit` is what paid cases may cost together. Throws TargetError when it
  // cannot be read. The target must outlive the watch.
  BalanceWatch(ContractTarget& target, std::optional<Money> limit);

  // Why a case must not run; "" when it may. Reads the balance before a paid case.
  std::string objection(const ContractCase& one);

  // Counts a case that was run.
  void has_run(const ContractCase& one);

  // Reads the balance once more. What is wrong with it, as lines.
  std::vector<std::string> finish();

  Money before() const { return before_; }
  std::optional<Money> after() const { return after_; }

 private:
  // The larger of what has gone and what the cases may have cost: a charge may come late.
  Money spent(Money now) const;

  ContractTarget& target_;
  const std::optional<Money> limit_;
  const Money before_;
  Money declared_{};  // the highest prices of the paid cases that were run
  std::optional<Money> after_;
};

}  // namespace wavespeed_mock
