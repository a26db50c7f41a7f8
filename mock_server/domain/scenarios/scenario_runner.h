// Starts or ends scenarios, of one account or of the whole mock. When the text of a
// running scenario changes, it continues with the new text.
//
// One for each mock; may be used from any thread. Requests that are under way while a scenario
// starts see what was before or what comes after.
#pragma once

#include <optional>
#include <string>

#include "base/value/api_error.h"
#include "domain/accounts/accounts.h"
#include "domain/faults/fault_rules.h"
#include "domain/scenarios/scenarios.h"
#include "domain/state/running_scenarios.h"
#include "domain/state/snapshots.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

class ScenarioRunner {
 public:
  // What a scenario works on; all must outlive this object.
  struct Dependencies {
    Store& store;
    Accounts& accounts;
    FaultRules& rules;
    const Snapshots& snapshots;
    Clock& clock;
    RunningScenarios& running;
  };

  ScenarioRunner(const Dependencies& dependencies, Scenarios& scenarios)
      : dependencies_(dependencies), scenarios_(scenarios) {}

  const Scenarios& scenarios() const { return scenarios_; }

  // For all of these, `scope` is the account that is meant; null means everything.
  //
  // Starts the scenario and replaces the one that runs: its clock, what each account begins with
  // (open accounts start again), its accounts (replaced if their keys are in use), its rules
  // and steps. 409 where an account's scenario has a clock or accounts, or where the clock cannot
  // be set so. Throws ConfigError for a wrong account. Then, and with 409, nothing has changed.
  std::optional<ApiError> start(const LoadedScenario& scenario, StoredAccount* scope);
  // By name or path. Throws ConfigError for an unknown one too.
  std::optional<ApiError> start(const std::string& name, StoredAccount* scope);
  // As a C++ test describes it, or by its text. Both throw ConfigError for what is wrong in it.
  std::optional<ApiError> start(const Scenario& scenario, StoredAccount* scope);
  std::optional<ApiError> start_text(std::string_view text, StoredAccount* scope);

  // Ends the rules and steps of the one that runs, and has accounts open as before; false when none
  // does.
  bool stop(StoredAccount* scope);

  std::optional<RunningScenario> running(StoredAccount* scope) const;

  // Reads all files again; rules of running scenarios are replaced by those of the new text, as if
  // they had been there from the start. Those that say the same as before keep their counts, and
  // scenarios that came as a text or a C++ value stay. Throws ConfigError for a wrong file, or too
  // many rules; then nothing has changed.
  void reload();

 private:
  // While no other change runs. `as` has the name that the scenario runs under.
  std::optional<ApiError> begin(const LoadedScenario& scenario, RunningScenario as,
                                StoredAccount* scope);
  std::optional<ApiError> set_clock_of(const LoadedScenario& scenario) const;
  void put_accounts_to(const Accounts::Start& start, StoredAccount* scope) const;
  void open_accounts_of(const LoadedScenario& scenario) const;
  std::optional<ApiError> put_rules(const LoadedScenario& scenario, StoredAccount* scope,
                                    Timestamp began) const;

  const Dependencies dependencies_;
  Scenarios& scenarios_;
};

}  // namespace wavespeed_mock
