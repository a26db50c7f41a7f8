// The table of docs/options.md, made from the table of options.
//
// A function without state.
#pragma once

#include <span>
#include <string>

#include "cli/option.h"

namespace wavespeed_mock::cli {

// A Markdown table with the columns option, environment, config key, default, meaning.
std::string options_markdown(std::span<const Option> options);

}  // namespace wavespeed_mock::cli
