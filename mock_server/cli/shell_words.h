// Texts for a completion script, quoted so that the shell reads them unchanged.
//
// Functions without state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

using Words = std::vector<std::string>;

// The words with a space between two.
std::string spaced(const Words& words);

// What a shell offers as a value, besides paths.
Words offered_values(const Value& value);

bool takes_value(const Option& option);

// "--port", …, "--help".
Words flags_of(const Command& command);

// The first clause of a help text, or all of it if that says too little.
std::string first_clause(std::string_view text);

// `text` with a backslash before each of `special`.
std::string escaped(std::string_view text, std::string_view special);

// `text` in single quotes, inside which bash and zsh know no escapes.
std::string shell_quoted(std::string_view text);

}  // namespace wavespeed_mock::cli
