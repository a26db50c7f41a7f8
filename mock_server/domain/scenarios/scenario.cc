#include "domain/scenarios/scenario.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/json_reader.h"
#include "base/value/clock_option.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using json = nlohmann::json;

Duration read_duration(JsonReader& in, std::string_view key) {
  const std::string text = in.text(key);
  const auto duration = parse_duration(text);
  if (!duration) in.fail(key, "must be a duration such as \"10s\", not \"" + text + "\"");
  return *duration;
}

ScenarioClock read_clock(const json& value, const std::string& where) {
  JsonReader in(value, where, "clock");
  ScenarioClock clock;
  clock.mode = in.text("mode", "");
  if (!clock.mode.empty() && !parse_clock_mode(clock.mode)) {
    in.fail("mode", "must be " + std::string(kClockModeForms) + ", not \"" + clock.mode + "\"");
  }
  if (const std::string time = in.text("time", ""); !time.empty()) {
    clock.time = parse_iso8601(time);
    if (!clock.time) {
      in.fail("time", "must be a time such as \"2026-01-01T00:00:00Z\", not \"" + time + "\"");
    }
  }
  in.done();
  return clock;
}

void read_step(Scenario& scenario, const FaultRules& rules, const json& value,
               const std::string& where) {
  JsonReader in(value, where, "step");
  const Duration at = read_duration(in, "at");
  const bool ends = in.value("for") != nullptr;
  const Duration lasts = ends ? read_duration(in, "for") : Duration::zero();
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
      if (ends) rule["until"] = to_text(at + lasts);
    }
    scenario.rules.push_back(rules.read(rule, rule_where));
  });
  in.done();
}

}  // namespace

Scenario load_scenario(std::string_view text, const std::string& where, const std::string& name,
                       const FaultRules& rules, const Accounts& accounts) {
  const json parsed = parse_config_json(text, where);
  JsonReader in(parsed, where, "scenario");
  Scenario scenario;
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
    scenario.each_account = accounts.read_opening(*each, where + ": each_account");
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

}  // namespace wavespeed_mock
