// The texts of --help, made from the tables of options. They fit a terminal of 80 columns.
//
// Functions without state.
#pragma once

#include <span>
#include <string>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

// `wavespeed-mock --help`: the list of commands.
std::string program_help(std::span<const Command> commands);

// `wavespeed-mock NAME --help`.
std::string command_help(const Command& command);

// An entry of two aligned columns for each option, below the headings of their groups.
std::string options_help(std::span<const Option> options);

// "--port NUMBER", "--strict".
std::string flag_with_value(const Option& option);

// " (0 to 65535; default 8787)": the range of its values, and its default, as far as it has them.
std::string limits_note(const Option& option);

// "8787", "half of the cores"; empty for an option that is off or not set by default.
std::string shown_default(const Option& option);

}  // namespace wavespeed_mock::cli
