// The command `wavespeed-mock serve`: a MockServer that runs until a signal stops it.
#pragma once

#include "cli/arguments/command.h"
#include "cli/settings.h"

namespace wavespeed_mock::cli {

// Serves until SIGINT or SIGTERM, and returns the exit code: 1 if clients broke the contract or a
// rule of the client report. To be called once, by the main thread and before others start: it
// blocks both signals for the process and ignores SIGPIPE. Throws ConfigError when an option or a
// fixture is wrong, when the port cannot be bound, and when the port file or the client report
// cannot be written.
int serve(const Settings& settings);

// Its row in the table of commands.
Command serve_command();

}  // namespace wavespeed_mock::cli
