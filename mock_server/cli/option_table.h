// The table of the options of `wavespeed-mock serve`: flags, environment names, config keys,
// --help, the manual page and the table in docs/options.md are all made from its rows.
//
// Used at start only, by one thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/option.h"
#include "cli/settings.h"

namespace wavespeed_mock::cli {

// In the order in which people read them. Each row sets its field of `to`, which must outlive the
// rows; what `to` has now is shown as the default.
std::vector<Option> serve_options(Settings& to);

inline constexpr std::string_view kEnvironmentPrefix = "WAVESPEED_MOCK_";

// Environment variables of our clients and helpers that begin with that prefix and are not options:
// they are never refused.
std::span<const std::string_view> other_environment_names();

std::string environment_name(const Option& option);  // "WAVESPEED_MOCK_LOG_LEVEL"
std::string config_key(const Option& option);        // "log_level"

}  // namespace wavespeed_mock::cli
