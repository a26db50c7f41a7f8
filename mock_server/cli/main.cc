// The program wavespeed-mock, which runs one command. Prints an error as one line on stderr. Exit
// code 2: the user can correct it. Exit code 1: the machine lacks something, or the command found
// what it looks for, such as a broken contract.
#include <algorithm>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "base/text/quoting.h"
#include "cli/arguments/flag_parser.h"
#include "cli/command_help.h"
#include "cli/command_table.h"
#include "cli/flag_names.h"
#include "cli/help_command.h"
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli {
namespace {

int run(std::vector<std::string> arguments) {
  if (arguments.empty()) {
    throw ConfigError("a command is missing; \"wavespeed-mock --help\" lists them");
  }
  const std::string name = arguments.front();
  arguments.erase(arguments.begin());
  if (name == "--version") {
    std::cout << "wavespeed-mock " WAVESPEED_MOCK_VERSION "\n";
    return 0;
  }
  const std::vector<Command> known = commands();
  if (asks_for_help({&name, 1})) {
    std::cout << program_help(known);
    return 0;
  }
  const Command& command = command_named(known, name);
  if (!asks_for_help(arguments)) return run_command(command, arguments);
  std::cout << command_help(command);
  return 0;
}

}  // namespace
}  // namespace wavespeed_mock::cli

int main(int argc, char** argv) {
  const auto print = [](const std::exception& error) {
    std::cerr << "wavespeed-mock: " << wavespeed_mock::one_line(error.what()) << '\n';
  };
  try {
    const int code = wavespeed_mock::cli::run({argv + std::min(argc, 1), argv + argc});
    if (std::cout.flush()) return code;
    std::cerr << "wavespeed-mock: stdout cannot be written\n";
    return 1;
  } catch (const wavespeed_mock::ConfigError& error) {
    print(error);
    return 2;
  } catch (const std::exception& error) {
    print(error);
    return 1;
  }
}
