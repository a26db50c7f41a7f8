// The command `wavespeed-mock schema`: prints the JSON schema of a kind of file.
#pragma once

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

// Its row in the table of commands.
Command schema_command();

}  // namespace wavespeed_mock::cli
