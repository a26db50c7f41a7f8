#include "domain/state/running_scenarios.h"

namespace wavespeed_mock {

std::optional<RunningScenario> RunningScenarios::find(StoredAccount* scope) const {
  const std::lock_guard lock(mutex_);
  const auto found = running_.find(scope);
  return found == running_.end() ? std::nullopt : std::optional(found->second);
}

void RunningScenarios::set(StoredAccount* scope, std::optional<RunningScenario> scenario) {
  const std::lock_guard lock(mutex_);
  if (scenario) {
    running_.insert_or_assign(scope, *std::move(scenario));
  } else {
    running_.erase(scope);
  }
}

bool RunningScenarios::remove(StoredAccount* scope) {
  const std::lock_guard lock(mutex_);
  return running_.erase(scope) != 0;
}

std::vector<std::pair<StoredAccount*, RunningScenario>> RunningScenarios::all() const {
  const std::lock_guard lock(mutex_);
  return {running_.begin(), running_.end()};
}

}  // namespace wavespeed_mock
