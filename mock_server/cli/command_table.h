// The table of the program's commands. main() finds the command to run here; --help, the manual
// page and shell completion list what it lists.
//
// Used at start only, by one thread.
#pragma once

#include <vector>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

// In the order in which people read them.
std::vector<Command> commands();

}  // namespace wavespeed_mock::cli
