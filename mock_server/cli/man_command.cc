#include "cli/man_command.h"

#include <iostream>

#include "cli/arguments/flag_parser.h"
#include "cli/command_table.h"
#include "cli/man_page.h"

namespace wavespeed_mock::cli {

Command man_command() {
  return {.name = "man",
          .purpose = "Print the manual page",
          .synopsis = "",
          .description =
              "Prints the manual page wavespeed-mock(1) in roff. It is installed with the program, "
              "for man(1).",
          .exit_codes = {{0, "the page is printed"}, {2, "an argument is not known"}},
          .examples = {{"Read the page without an installation", "man | man -l -"}},
          .run = [](const std::vector<std::string>& arguments) {
            read_flags("man", {}, arguments);
            std::cout << man_page(commands());
            return 0;
          }};
}

}  // namespace wavespeed_mock::cli
