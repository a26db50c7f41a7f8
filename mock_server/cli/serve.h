// The command `wavespeed-mock serve`: a MockServer that runs until a signal stops it.
#pragma once

#include "cli/settings.h"

namespace wavespeed_mock::cli {

// Returns after SIGINT or SIGTERM, when the server has stopped: the program's exit code, 1 when a
// strict mock was sent what breaks the contract. To be called once, by the main
// thread and before others start: it blocks both signals for the process and ignores SIGPIPE.
// Throws ConfigError when an option or a fixture is wrong, when the port cannot be had, and when
// the port file or the client report cannot be written.
int serve(const Settings& settings);

}  // namespace wavespeed_mock::cli
