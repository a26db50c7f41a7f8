// Scripts with which a shell completes the program's commands, flags, fixed values. They are made
// from the table of commands.
//
// A function without state.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

enum class Shell : std::uint8_t { bash, zsh, fish };

// The script for `shell`, to be sourced by it or installed in its folder of completions.
std::string completion_script(Shell shell, std::span<const Command> commands);

}  // namespace wavespeed_mock::cli
