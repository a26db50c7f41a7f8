// Mock's functions for scenarios.
#include "app/mock_impl.h"
#include "domain/scenarios/scenario_runner.h"

namespace wavespeed_mock {

void Mock::start_scenario(const Scenario& scenario) {
  const auto problem = impl_->core.control().scenarios.start(scenario, nullptr);
  if (problem) throw ConfigError(problem->message);
}

void Mock::start_scenario(std::string_view scenario) {
  ScenarioRunner& runner = impl_->core.control().scenarios;
  const std::size_t first = scenario.find_first_not_of(" \t\r\n");
  const bool is_text = first != std::string_view::npos && scenario[first] == '{';
  const auto problem =
      is_text ? runner.start_text(scenario, nullptr) : runner.start(std::string(scenario), nullptr);
  if (problem) throw ConfigError(problem->message);
}

void Mock::stop_scenario() {
  impl_->core.control().scenarios.stop(nullptr);
}

void Mock::reload_scenarios() {
  impl_->core.control().scenarios.reload();
}

}  // namespace wavespeed_mock
