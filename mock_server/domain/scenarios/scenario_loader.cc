#include "domain/scenarios/scenario_loader.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "base/value/clock_option.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using json = nlohmann::json;

Duration read_duration(JsonReader& in, std::string_view key, Duration min) {
  const std::string text = in.text(key);
  const auto duration = parse_duration(text);
  if (!duration || *duration < min) {
    in.fail(key, "must be " + duration_form("\"10s\"", min) + ", not " + text_quote(text));
  }
  return *duration;
}

ScenarioClock read_clock(const json& value, const std::string& where) {
  JsonReader in(value, where, "clock");
  ScenarioClock clock;
  if (const std::string mode = in.text("mode", ""); !mode.empty()) {
    clock.mode = parse_clock_mode(mode);
    if (!clock.mode) {
      in.fail("mode", "must be " + std::string(kClockModeForms) + ", not " + text_quote(mode));
    }
  }
  if (const std::string time = in.text("time", ""); !time.empty()) {
    clock.time = parse_iso8601(time);
    if (!clock.time) {
      in.fail("time", "must be " + std::string(kTimeForms) + ", not " + text_quote(time));
    }
  }
  in.done();
  return clock;
}

// `end` is the sum of the step's `at` and of the field `length`.
std::string too_late(Duration end, const std::string& length) {
  return "\"at\" and \"" + length + "\" together must be at most " + to_text(kMaxDuration) +
         ", which is 100 years, not " + to_text(end);
}

void read_step(LoadedScenario& scenario, const FaultRules& rules, const json& value,
               const std::string& where) {
  JsonReader in(value, where, "step");
  const Duration at = read_duration(in, "at", Duration::zero());
  std::optional<Duration> end;
  if (in.value("for") != nullptr) end = at + read_duration(in, "for", Duration(1));
  if (end && *end > kMaxDuration) in.fail("for", too_late(*end, "for"));
  in.each_of_some("faults", "rule", [&](const json& entry, const std::string& rule_where) {
    json rule = entry;
    if (rule.is_object()) {
      for (const char* const key : {"from", "until"}) {
        if (rule.contains(key)) {
          throw ConfigError(rule_where + ": field \"" + key +
                            "\": the step's `at` and `for` say when the rule counts");
        }
      }
      rule["from"] = to_text(at);
      if (end) rule["until"] = to_text(*end);
    }
    scenario.rules.push_back(rules.read(rule, rule_where));
  });
  in.done();
}

// The name of an element of a list in errors.
std::string element(const std::string& where, const char* list, std::size_t index) {
  return where + ": " + list + "[" + std::to_string(index) + "]";
}

// Throws what is wrong at `where`.
template <class T>
T value_at(Outcome<T> outcome, const std::string& where) {
  if (!outcome) throw ConfigError(where + ": " + outcome.error().message);
  return *std::move(outcome);
}

ScenarioClock checked(const ScenarioClock& clock, const std::string& where) {
  if (clock.mode && !is_valid(*clock.mode)) {
    refuse_field(where, "mode",
                 "must be " + std::string(kClockModeForms) + ", not \"" +
                     to_text(clock.mode->mode, clock.mode->factor) + "\"");
  }
  if (clock.time && !is_known_time(*clock.time)) {
    refuse_field(where, "time",
                 "must be " + std::string(kTimeRange) + ", not " + to_rfc3339(*clock.time));
  }
  return clock;
}

AccountWithFaults to_account(const NewAccount& account, const Accounts& accounts,
                             const std::string& where) {
  const std::string named = account.name.empty() ? where : where + " " + json_quote(account.name);
  AccountWithFaults read{.account = value_at(accounts.to_entry(account), named)};
  read.account.where = named;
  return read;
}

void check_times(const ScenarioStep& step, const std::string& where) {
  if (step.at < Duration::zero() || step.at > kMaxDuration) {
    refuse_field(
        where, "at",
        "must be from " + range_text(Duration::zero(), kMaxDuration) + ", not " + to_text(step.at));
  }
  if (step.lasts && (*step.lasts <= Duration::zero() || *step.lasts > kMaxDuration)) {
    refuse_field(
        where, "lasts",
        "must be " + range_text(Duration(1), kMaxDuration) + ", not " + to_text(*step.lasts));
  }
  if (step.lasts && step.at + *step.lasts > kMaxDuration) {
    refuse_field(where, "lasts", too_late(step.at + *step.lasts, "lasts"));
  }
}

void add_step(LoadedScenario& scenario, const FaultRules& rules, const ScenarioStep& step,
              const std::string& where) {
  check_times(step, where);
  if (step.faults.empty()) refuse_field(where, "faults", "must list at least one rule");
  for (std::size_t i = 0; i < step.faults.size(); ++i) {
    const std::string rule_where = element(where, "faults", i);
    FaultRule rule = step.faults[i];
    const char* const given = rule.from != Duration::zero() ? "from"
                              : rule.until                  ? "until"
                                                            : nullptr;
    if (given != nullptr) {
      refuse_field(rule_where, given, "the step's `at` and `lasts` say when the rule counts");
    }
    rule.from = step.at;
    if (step.lasts) rule.until = step.at + *step.lasts;
    scenario.rules.push_back(rules.read(rule, rule_where));
  }
}

}  // namespace

LoadedScenario load_scenario(std::string_view text, const std::string& where,
                             const std::string& name, const FaultRules& rules,
                             const Accounts& accounts) {
  const json parsed = parse_config_json(text, where);
  JsonReader in(parsed, where, "scenario");
  LoadedScenario scenario;
  in.text("$schema", "");  // for editors
  scenario.name = in.text("name", name);
  scenario.description = in.text("description", "");
  scenario.source = where;
  if (const json* clock = in.value("clock")) scenario.clock = read_clock(*clock, where + ": clock");
  if (in.value("accounts") != nullptr) scenario.accounts.emplace();
  in.each("accounts", [&](const json& entry, const std::string& account_where) {
    scenario.accounts->push_back(
        read_account(accounts, rules, entry, account_where, Timestamp::max()));
  });
  if (const json* each = in.value("each_account")) {
    if (!each->is_object()) {
      in.fail("each_account", "must be an object such as {\"balance_usd\": 1}");
    }
    scenario.each_account = accounts.read_start(*each, where + ": each_account");
  }
  in.each("faults", [&](const json& rule, const std::string& rule_where) {
    scenario.rules.push_back(rules.read(rule, rule_where));
  });
  in.each("steps", [&](const json& step, const std::string& step_where) {
    read_step(scenario, rules, step, step_where);
  });
  in.done();
  return scenario;
}

LoadedScenario load_scenario(const Scenario& scenario, const FaultRules& rules,
                             const Accounts& accounts) {
  const std::string where = "scenario";
  if (scenario.name.empty()) refuse_field(where, "name", "must not be empty");
  LoadedScenario loaded{
      .name = scenario.name, .description = scenario.description, .source = where};
  if (scenario.clock) loaded.clock = checked(*scenario.clock, where + ": clock");
  if (!scenario.accounts.empty()) loaded.accounts.emplace();
  for (std::size_t i = 0; i < scenario.accounts.size(); ++i) {
    loaded.accounts->push_back(
        to_account(scenario.accounts[i], accounts, element(where, "accounts", i)));
  }
  if (scenario.each_account) {
    loaded.each_account =
        value_at(accounts.to_start(*scenario.each_account), where + ": each_account");
  }
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    loaded.rules.push_back(rules.read(scenario.faults[i], element(where, "faults", i)));
  }
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    add_step(loaded, rules, scenario.steps[i], element(where, "steps", i));
  }
  return loaded;
}

}  // namespace wavespeed_mock
