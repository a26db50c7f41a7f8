// A command of the program, as its texts describe it: --help, the manual page, shell completion.
//
// Plain data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/option.h"

namespace wavespeed_mock::cli {

struct ExitCode {
  int code;
  std::string_view meaning;  // "the contract is kept"
};

struct Example {
  std::string_view purpose;  // "Load a mock for ten seconds"
  std::string_view command;  // without the program's name: "bench --target http://127.0.0.1:8787"
};

struct Command {
  std::string_view name;               // "serve"
  std::string_view purpose;            // one line for the list of commands
  std::string_view synopsis;           // what follows the name: "[options]"
  std::string_view description;        // paragraphs, with an empty line between two
  std::vector<Option> options{};       // with their defaults; not to be set
  std::string_view notes{};            // paragraphs to show after the options
  std::vector<ExitCode> exit_codes{};  // all of them, smallest first
  std::vector<Example> examples{};
  std::vector<std::string> operands{};   // what an argument that is not a flag can be
  Offer operand_offer = Offer::nothing;  // if it can be a path
  // `arguments` follow the name and do not ask for help. Returns the exit code. Throws ConfigError.
  int (*run)(const std::vector<std::string>& arguments) = nullptr;
};

}  // namespace wavespeed_mock::cli
