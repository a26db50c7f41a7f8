// The command `wavespeed-mock man`: prints the manual page.
#pragma once

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

// Its row in the table of commands.
Command man_command();

}  // namespace wavespeed_mock::cli
