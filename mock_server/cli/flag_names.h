// The flags of options, for errors of the library, which has its own names for them.
//
// Functions without state.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/command.h"
#include "cli/arguments/option.h"

namespace wavespeed_mock::cli {

// An error's message with the flags of `options`: "tls_cert "a.pem" needs tls_key" is "--tls-cert
// "a.pem" needs --tls-key". Names of several words are replaced wherever they are outside double
// quotes. A name of one word could be any word, so it is replaced only in "use port 0", and at the
// beginning before a colon: "tier: …" is "option --tier: …".
std::string with_flags(std::string_view message, std::span<const Option> options);

// Runs the command with errors that name its flags. Returns the exit code. Throws ConfigError.
int run_command(const Command& command, const std::vector<std::string>& arguments);

}  // namespace wavespeed_mock::cli
