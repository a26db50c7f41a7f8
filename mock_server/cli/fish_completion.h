// The completion script of fish.
//
// A function without state.
#pragma once

#include <span>
#include <string>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

std::string fish_script(std::span<const Command> commands);

}  // namespace wavespeed_mock::cli
