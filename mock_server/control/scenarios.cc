#include "control/scenarios.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/envelope.h"
#include "api/json_body.h"
#include "base/value/conflict.h"
#include "base/value/timestamp.h"
#include "control/control_body.h"
#include "control/scope.h"
#include "domain/scenarios/scenario_runner.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json running_json(const ScenarioRunner& runner, StoredAccount* scope) {
  const auto running = runner.running(scope);
  if (!running) return nullptr;
  return {{"name", running->name}, {"began", to_rfc3339(running->began)}};
}

// What the body asks for: one of the two is set.
struct Choice {
  std::string name;
  std::string text;
};

Choice read_choice(JsonReader& in) {
  Choice choice{.name = in.text("name", ""), .text = {}};
  if (const auto* const scenario = in.value("scenario")) choice.text = scenario->dump();
  in.done();  // a misspelled field explains why both are missing
  if (choice.name.empty() && choice.text.empty()) {
    in.fail("name", "is missing: the name of a scenario, or \"scenario\", its text");
  }
  if (!choice.name.empty() && !choice.text.empty()) {
    in.fail("scenario", "cannot be given together with \"name\"");
  }
  return choice;
}

}  // namespace

Outcome<Response> list_scenarios(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  ordered_json list = ordered_json::array();
  const Scenarios& scenarios = context.scenarios.scenarios();
  for (const auto& scenario : scenarios.all()) {
    list.push_back({{"name", scenario->name},
                    {"description", scenario->description},
                    {"source", scenario->source}});
  }
  return success({{"running", running_json(context.scenarios, *scope)},
                  {"scenarios", std::move(list)},
                  {"problem", scenarios.problem()}});
}

Outcome<Response> start_scenario(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  Choice choice;
  if (auto problem = read_control_body(call, [&](JsonReader& in) { choice = read_choice(in); })) {
    return *std::move(problem);
  }
  ScenarioRunner& runner = context.scenarios;
  try {
    auto problem = choice.name.empty() ? runner.start_text(choice.text, *scope)
                                       : runner.start(choice.name, *scope);
    if (problem) return *std::move(problem);
  } catch (const ConfigError& problem) {
    return bad_request(problem.what());
  }
  return success({{"running", running_json(runner, *scope)}});
}

Outcome<Response> stop_scenario(const ControlContext& context, const Call& call) {
  const auto scope = scope_of(context, call);
  if (!scope) return scope.error();
  return success({{"stopped", context.scenarios.stop(*scope)}});
}

Outcome<Response> reload_scenarios(const ControlContext& context, const Call&) {
  try {
    context.scenarios.reload();
  } catch (const ConfigError& problem) {
    return conflict(std::string("the scenarios were not reloaded: ") + problem.what());
  }
  return success({{"scenarios", context.scenarios.scenarios().all().size()}});
}

}  // namespace wavespeed_mock
