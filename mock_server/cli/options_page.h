// The tables of options in the documentation, made from the tables of the commands.
//
// Functions without state.
#pragma once

#include <span>
#include <string>

#include "cli/arguments/option.h"

namespace wavespeed_mock::cli {

// For docs/options.md: a Markdown table with the columns option, environment, config key, default,
// meaning.
std::string options_markdown(std::span<const Option> options);

// For the pages of the commands that are configured by flags only: option, default, meaning.
std::string flags_markdown(std::span<const Option> options);

}  // namespace wavespeed_mock::cli
