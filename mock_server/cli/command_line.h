// Reads the settings of `wavespeed-mock serve` from its flags, the environment, its config file.
//
// Used at start only, by one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/settings.h"

namespace wavespeed_mock::cli {

// Variables by name: those that begin with WAVESPEED_MOCK_.
using Environment = std::map<std::string, std::string>;
Environment process_environment();

// `arguments` follow the word "serve". A flag overrides the environment, which overrides the config
// file, which overrides the default; an empty variable counts as not set. Throws ConfigError for
// anything unknown, naming the nearest known name, and for any wrong value, even one that is
// overridden: the message names its source, the value and what would be right.
Settings read_settings(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace wavespeed_mock::cli
