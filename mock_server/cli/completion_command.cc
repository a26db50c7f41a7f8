#include "cli/completion_command.h"

#include <iostream>
#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "cli/arguments/flag_parser.h"
#include "cli/arguments/option_values.h"
#include "cli/command_table.h"
#include "cli/completion.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

int print_completion(const std::vector<std::string>& arguments) {
  const ParsedFlags given = read_flags("completion", {}, arguments, Operands::taken);
  if (given.operands.empty()) {
    throw ConfigError("the name of a shell is missing; it must be bash, zsh or fish");
  }
  if (given.operands.size() > 1) {
    throw ConfigError("argument " + json_quote(given.operands[1]) +
                      " is not known; give the name of one shell");
  }
  Shell shell = Shell::bash;
  const Value value =
      choice_value(shell, {{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}});
  if (!value.set({.texts = given.operands})) {
    throw ConfigError("argument " + json_quote(given.operands[0]) + ": must be " + value.expected);
  }
  std::cout << completion_script(shell, commands());
  return 0;
}

}  // namespace

Command completion_command() {
  return {
      .name = "completion",
      .purpose = "Print a script that lets bash, zsh or fish complete command lines",
      .synopsis = "bash|zsh|fish",
      .description =
          "Prints a script with which a shell completes commands, options and their values. The "
          "scripts are installed with the program.",
      .exit_codes = {{0, "the script is printed"}, {2, "the shell is not known"}},
      .examples = {{"Complete in this bash", "completion bash > /tmp/complete; . /tmp/complete"}},
      .operands = {"bash", "zsh", "fish"},
      .run = print_completion};
}

}  // namespace wavespeed_mock::cli
