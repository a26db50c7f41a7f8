// The command `wavespeed-mock record`: a Recorder that runs until a signal stops it.
#pragma once

#include "cli/arguments/command.h"
#include "cli/record_settings.h"

namespace wavespeed_mock::cli {

// Runs the recorder until SIGINT or SIGTERM, prints what it has recorded, and returns the exit
// code. To be called once, by the main thread and before others start (see StopSignals). Throws
// ConfigError when the recorder cannot start.
int record(const RecordSettings& settings);

// Its row in the table of commands.
Command record_command();

}  // namespace wavespeed_mock::cli
