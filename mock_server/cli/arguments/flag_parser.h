// Parses the flags of every command: --name VALUE, --name=VALUE, --toggle. What is valid comes from
// the command's table of options. Arguments that are not flags are operands.
//
// Functions without state.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/option.h"

namespace wavespeed_mock::cli {

struct GivenFlag {
  const Option* option;
  std::vector<std::string> texts;  // in the order given; "true" for a toggle without a value
};

struct ParsedFlags {
  std::vector<GivenFlag> flags;       // those given, in the order of the table
  std::vector<std::string> operands;  // the arguments that are not flags, in the order given

  bool has(std::string_view name) const;  // "log-level"
};

// Whether a command has arguments that are not flags.
enum class Operands : std::uint8_t { refused, taken };

// True if "--help", "--help=true" or "-h" is given. They end the reading of the command line:
// nothing else in it matters then, right or wrong.
bool asks_for_help(std::span<const std::string> arguments);

// `arguments` follow the name of `command`. The argument "--" ends the flags. An option takes the
// next argument as its value, unless that begins with "--", as "--name=--value" can. Throws
// ConfigError for an unknown flag, with the nearest known one, for a missing value, for a flag that
// is given twice, and for an argument that is not a flag, unless the command takes operands. Does
// not check values. The result refers to `options`.
ParsedFlags parse_flags(std::string_view command, std::span<const Option> options,
                        std::span<const std::string> arguments,
                        Operands operands = Operands::refused);

// Parses the flags and sets the field of each. Throws ConfigError for a wrong value too: the
// message names the flag, the value and what would be right.
ParsedFlags read_flags(std::string_view command, std::span<const Option> options,
                       std::span<const std::string> arguments,
                       Operands operands = Operands::refused);

}  // namespace wavespeed_mock::cli
