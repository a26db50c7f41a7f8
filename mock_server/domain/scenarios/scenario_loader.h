// Reads a scenario from JSON, or checks one that is a C++ value: what a test starts from, with the
// steps that happen while it runs.
//
// Functions without state; a scenario is plain data that never changes, and any thread may read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/faults/fault_rules.h"
#include "domain/scenarios/account_loader.h"
#include "wavespeed_mock/scenario.h"

namespace wavespeed_mock {

struct LoadedScenario {
  std::string name;
  std::string description;
  std::string source;  // the file, "built-in", or "scenario" for none
  std::optional<ScenarioClock> clock;
  std::optional<std::vector<AccountWithFaults>> accounts;  // that open at its start
  Accounts::Start each_account;            // what every account begins with; null for none
  std::vector<ActiveRule::Content> rules;  // those of steps have `from` and `until`
};

// Reads a scenario's text; `where` names it in errors, `name` is its name where it gives itself
// none. Throws ConfigError for whatever is wrong in it, also in its rules and accounts. Whether a
// usage history is in the past is found when the account opens.
LoadedScenario load_scenario(std::string_view text, const std::string& where,
                             const std::string& name, const FaultRules& rules,
                             const Accounts& accounts);

// Checks a typed scenario in the same way; errors name it "scenario".
LoadedScenario load_scenario(const Scenario& scenario, const FaultRules& rules,
                             const Accounts& accounts);

}  // namespace wavespeed_mock
