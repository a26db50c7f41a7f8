// A typed scenario: what a test starts from, with what happens while it runs.
//
// docs/scenarios.md explains each field; the JSON form has the same fields and defaults.
//
// Plain data; no locks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/fault_rule.h"
#include "wavespeed_mock/new_account.h"

namespace wavespeed_mock {

// How the clock goes from the start of the scenario on. Nullopt: as before.
struct ScenarioClock {
  std::optional<ClockSetting> mode{};
  std::optional<Timestamp> time{};
};

// Rules that apply for a part of the scenario. Durations are on the mock's clock, at most 100 years
// of 365.25 days.
struct ScenarioStep {
  Duration at{0};                   // after the start of the scenario
  std::optional<Duration> lasts{};  // above 0; by default until the end. "for" in JSON
  std::vector<FaultRule> faults;    // at least one, without `from` and `until`
};

// Scenario{.accounts = {{.name = "poor", .keys = {{"poor-key"}}, .balance = usd(0.02)}},
//          .steps = {{.at = std::chrono::hours(2), .faults = {{.fault = faults::Gateway{}}}}}}
struct Scenario {
  std::string name = "unnamed";  // not empty
  std::string description{};
  std::optional<ScenarioClock> clock{};
  // What every account begins with, but for `accounts`; nullopt: as the options say.
  std::optional<AccountTemplate> each_account{};
  // Open at the start; they replace accounts that have one of their keys.
  std::vector<NewAccount> accounts{};
  std::vector<FaultRule> faults{};  // apply from the start
  std::vector<ScenarioStep> steps{};
};

}  // namespace wavespeed_mock
