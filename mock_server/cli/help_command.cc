#include "cli/help_command.h"

#include <algorithm>
#include <iostream>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "cli/arguments/flag_parser.h"
#include "cli/command_help.h"
#include "cli/command_table.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

int print_help(const std::vector<std::string>& arguments) {
  const std::vector<std::string> names =
      parse_flags("help", {}, arguments, Operands::taken).operands;
  const std::vector<Command> known = commands();
  if (names.size() > 1) {
    throw ConfigError("argument " + text_quote(names[1]) +
                      " is not known; give the name of one command");
  }
  std::cout << (names.empty() ? program_help(known)
                              : command_help(command_named(known, names.front())));
  return 0;
}

}  // namespace

const Command& command_named(std::span<const Command> commands, const std::string& name) {
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& one) { return one.name == name; });
  if (found != commands.end()) return *found;
  std::vector<std::string_view> names = {"--help", "--version"};
  for (const Command& command : commands) names.push_back(command.name);
  const std::string hint = did_you_mean(name, names);
  throw ConfigError("command " + text_quote(name) + " is not known" +
                    (hint.empty() ? "; \"wavespeed-mock --help\" lists them" : hint));
}

Command help_command(std::vector<std::string> others) {
  return {.name = "help",
          .purpose = "Print the list of commands, or the help of one",
          .synopsis = "[COMMAND]",
          .description =
              "Prints what \"wavespeed-mock --help\" or \"wavespeed-mock COMMAND --help\" prints.",
          .exit_codes = {{0, "the help is printed"}, {2, "the command is not known"}},
          .examples = {{"Print the options of serve", "help serve"}},
          .operands = std::move(others),
          .run = print_help};
}

}  // namespace wavespeed_mock::cli
