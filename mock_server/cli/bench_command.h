// The command `wavespeed-mock bench`: loads a target. It ends with a report.
#pragma once

#include "cli/arguments/command.h"
#include "cli/bench_settings.h"

namespace wavespeed_mock::cli {

// Returns the exit code: 0 all went well, 1 there were errors or statuses that are not allowed.
// Throws ConfigError when an option is wrong, when the trial operation before the load fails, and
// when a report cannot be written.
int run_bench(const BenchSettings& settings);

// Its row in the table of commands.
Command bench_command();

}  // namespace wavespeed_mock::cli
