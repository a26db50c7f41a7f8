// A scenario, read from one JSON file: what a test starts from, with the steps that happen while it
// runs.
//
// Plain data, never changed once read; any thread may read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/faults/fault_rules.h"
#include "domain/scenarios/account_loader.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// How the clock goes from the start of the scenario on.
struct ScenarioClock {
  std::string mode;               // as the option `clock_mode`; empty: as it goes
  std::optional<Timestamp> time;  // nullopt: the time it has
};

struct Scenario {
  std::string name;
  std::string description;
  std::string source;  // the file, or "built-in"
  std::optional<ScenarioClock> clock;
  std::optional<std::vector<AccountWithFaults>> accounts;  // that open at its start
  Accounts::Opening each_account;          // what every account begins with; null for none
  std::vector<ActiveRule::Content> rules;  // those of steps have `from` and `until`
};

// Reads a scenario's text; `where` names it in errors, `name` is its name where it gives itself
// none. Throws ConfigError for whatever is wrong in it, also in its rules and accounts. Whether a
// usage history is in the past is found when the account opens.
Scenario load_scenario(std::string_view text, const std::string& where, const std::string& name,
                       const FaultRules& rules, const Accounts& accounts);

}  // namespace wavespeed_mock
