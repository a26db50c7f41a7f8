// Reads the command line of `wavespeed-mock serve` into Settings. What it leaves out comes from the
// environment, and then from the config file.
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

// `arguments` follow the word "serve". A flag wins over the environment, the environment over
// the config file, that over the default; an empty variable counts as not set. Throws ConfigError
// for anything unknown, naming the nearest known one, and for any wrong value, also one that
// another would have won over: the message names its source, the value and what would be right.
Settings read_settings(const std::vector<std::string>& arguments, const Environment& environment);

// What `wavespeed-mock serve --help` prints.
std::string serve_help();

}  // namespace wavespeed_mock::cli
