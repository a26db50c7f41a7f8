// The manual page wavespeed-mock(1), made from the table of commands.
//
// A function without state.
#pragma once

#include <span>
#include <string>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

// In roff with the macros of man(7), for groff or mandoc. Pure ASCII.
std::string man_page(std::span<const Command> commands);

}  // namespace wavespeed_mock::cli
