#include "domain/scenarios/scenario_runner.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/value/conflict.h"
#include "domain/faults/rule_keys.h"
#include "domain/scenarios/account_loader.h"
#include "domain/state/clock_moves.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

constexpr const char* kSource = "scenario";

}  // namespace

std::optional<ApiError> ScenarioRunner::set_clock_of(const LoadedScenario& scenario) const {
  if (!scenario.clock) return std::nullopt;
  auto* const clock = dependencies_.clock.movable();
  if (clock == nullptr) {
    return conflict("the scenario \"" + scenario.name +
                    "\" sets the clock, but this mock uses a clock supplied by the test");
  }
  if (scenario.clock->time) {
    if (auto problem = find_time_problem(dependencies_.store, *scenario.clock->time))
      return problem;
  }
  if (const auto& mode = scenario.clock->mode) clock->set_mode(mode->mode, mode->factor);
  if (scenario.clock->time) set_clock(*clock, dependencies_.store, *scenario.clock->time);
  return std::nullopt;
}

// Applies to new accounts and to open ones. Open accounts are not created again, so that they keep
// their keys.
void ScenarioRunner::put_accounts_to(const Accounts::Start& start, StoredAccount* scope) const {
  const Timestamp now = dependencies_.clock.now();
  if (scope != nullptr) return dependencies_.accounts.begin_anew(*scope, *start, now);
  dependencies_.accounts.set_start_of_new_accounts(start);
  dependencies_.store.for_each_account(
      [&](StoredAccount& account) { dependencies_.accounts.begin_anew(account, *start, now); });
}

// An account whose key is in use is closed first: a scenario begins the same way every time.
void ScenarioRunner::open_accounts_of(const LoadedScenario& scenario) const {
  if (!scenario.accounts) return;
  for (const AccountWithFaults& entry : *scenario.accounts) {
    for (const NewApiKey& key : entry.account.keys) {
      StoredAccount* const known = dependencies_.store.find_account(key.key);
      if (known != nullptr) dependencies_.snapshots.close(*known);
    }
  }
  for (const AccountWithFaults& entry : *scenario.accounts) {
    open_account(dependencies_.accounts, dependencies_.rules, entry, kSource,
                 dependencies_.clock.now());
  }
}

std::optional<ApiError> ScenarioRunner::put_rules(const LoadedScenario& scenario,
                                                  StoredAccount* scope, Timestamp began) const {
  const auto put = dependencies_.rules.replace_source(scope, scenario.rules, kSource, began);
  if (!put) return put.error();
  return std::nullopt;
}

// What goes wrong on the way is undone as a whole. That includes a move of the clock, but not the
// time that has passed.
std::optional<ApiError> ScenarioRunner::begin(const LoadedScenario& scenario, RunningScenario as,
                                              StoredAccount* scope) {
  if (scope != nullptr && (scenario.clock || scenario.accounts)) {
    return conflict("the scenario \"" + scenario.name +
                    "\" sets the clock or accounts, which affect all accounts: start it "
                    "without a key");
  }
  const Accounts::Start& each_account = scenario.each_account;
  std::optional<Snapshot> before;
  if (each_account != nullptr || scenario.clock || scenario.accounts) {
    before = dependencies_.snapshots.take(scope);
  }
  TestClock* const clock = dependencies_.clock.movable();
  std::optional<TestClock::Course> course;
  if (scenario.clock && clock != nullptr) course = clock->course();
  const auto undo = [&] {
    // First, as in a restore: no account must be used at a time before its last use.
    if (course) clock->resume(*course);
    if (before) dependencies_.snapshots.undo(*before);
  };
  std::optional<ApiError> problem;
  try {
    problem = set_clock_of(scenario);
    if (!problem && each_account != nullptr) put_accounts_to(each_account, scope);
    if (!problem) open_accounts_of(scenario);
    as.began = dependencies_.clock.now();
    if (!problem) problem = put_rules(scenario, scope, as.began);
  } catch (const Error&) {
    undo();
    throw;
  }
  if (problem) {
    undo();
    return problem;
  }
  // What the one before said of each account ends with it.
  if (scope == nullptr && each_account == nullptr)
    dependencies_.accounts.set_start_of_new_accounts(nullptr);
  dependencies_.running.set(scope, std::move(as));
  return std::nullopt;
}

std::optional<ApiError> ScenarioRunner::start(const LoadedScenario& scenario,
                                              StoredAccount* scope) {
  const auto alone = dependencies_.snapshots.one_change();
  return begin(scenario, {.name = scenario.name, .began = {}}, scope);
}

std::optional<ApiError> ScenarioRunner::start(const std::string& name, StoredAccount* scope) {
  // First, so that a reload that comes in between is not lost.
  const auto alone = dependencies_.snapshots.one_change();
  const auto scenario = scenarios_.at(name);
  // Under the name that was asked for, which may be a path: reload() finds the file by it.
  return begin(*scenario, {.name = name, .began = {}, .has_file = true}, scope);
}

std::optional<ApiError> ScenarioRunner::start(const Scenario& scenario, StoredAccount* scope) {
  return start(load_scenario(scenario, dependencies_.rules, dependencies_.accounts), scope);
}

std::optional<ApiError> ScenarioRunner::start_text(std::string_view text, StoredAccount* scope) {
  return start(
      load_scenario(text, "scenario", "unnamed", dependencies_.rules, dependencies_.accounts),
      scope);
}

bool ScenarioRunner::stop(StoredAccount* scope) {
  const auto alone = dependencies_.snapshots.one_change();
  // Also where none runs: what one said may be back with a reset.
  if (scope == nullptr) dependencies_.accounts.set_start_of_new_accounts(nullptr);
  if (!dependencies_.running.remove(scope)) return false;
  (void)dependencies_.rules.replace_source(scope, {}, kSource, dependencies_.clock.now());
  return true;
}

std::optional<RunningScenario> ScenarioRunner::running(StoredAccount* scope) const {
  return dependencies_.running.find(scope);
}

void ScenarioRunner::reload() {
  const auto alone = dependencies_.snapshots.one_change();
  struct Change {
    StoredAccount* scope;
    Timestamp began;
    std::shared_ptr<const LoadedScenario> scenario;
  };
  scenarios_.reload([&](const Scenarios::Find& find) {
    std::vector<Change> changes;
    for (const auto& [scope, running] : dependencies_.running.all()) {
      auto scenario = running.has_file ? find(running.name) : nullptr;
      if (scenario == nullptr) continue;  // it came as a text, or its file is gone: it continues
      if (!dependencies_.rules.has_room(scope, scenario->rules, kSource)) {
        throw ConfigError("the scenario \"" + scenario->name +
                          "\" has too many rules: there can be " +
                          std::to_string(FaultRules::kMaxRules) + " together with all others");
      }
      if (scope != nullptr) {
        if (const auto problem = find_key_problem(scenario->rules, *scope, dependencies_.store)) {
          throw ConfigError("the scenario \"" + scenario->name + "\": " + problem->message);
        }
      }
      changes.push_back({scope, running.began, std::move(scenario)});
    }
    for (const Change& change : changes) {
      (void)dependencies_.rules.update_source(change.scope, change.scenario->rules, kSource,
                                              change.began);
    }
  });
}

}  // namespace wavespeed_mock
