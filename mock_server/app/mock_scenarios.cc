// Mock's functions for scenarios.
#include "app/mock_parts.h"

namespace wavespeed_mock {

void Mock::start_scenario(std::string_view) {
  throw ConfigError("scenarios are not built yet");
}

void Mock::stop_scenario() {}

void Mock::reload_scenarios() {}

}  // namespace wavespeed_mock
