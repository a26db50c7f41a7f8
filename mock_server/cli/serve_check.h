// Finds what is wrong in the settings of `wavespeed-mock serve` before a port is opened or a file
// is written. `serve` stops at it; `check` reports it of a config file.
//
// A function without state.
#pragma once

#include <functional>

#include "cli/settings.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {

// Calls `report` with each problem: options that contradict each other, certificates that cannot be
// used, files that cannot be written, a config file that names itself. What the mock itself reads,
// such as fixtures, its constructor checks.
void check_serve_settings(const Settings& settings,
                          const std::function<void(const ConfigError&)>& report);

}  // namespace wavespeed_mock::cli
