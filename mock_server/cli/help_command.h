// The command `wavespeed-mock help`: prints what --help prints.
#pragma once

#include <span>
#include <string>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

// The command of that name. Throws ConfigError, which names the nearest, where there is none.
const Command& command_named(std::span<const Command> commands, const std::string& name);

// Its row in the table of commands; `others` are the names of the other rows.
Command help_command(std::vector<std::string> others);

}  // namespace wavespeed_mock::cli
