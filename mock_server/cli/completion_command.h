// The command `wavespeed-mock completion`: prints the script of a shell.
#pragma once

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

// Its row in the table of commands.
Command completion_command();

}  // namespace wavespeed_mock::cli
