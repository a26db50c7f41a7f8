// The command `wavespeed-mock check`: says what is wrong in files that the mock reads.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments/command.h"

namespace wavespeed_mock::cli {

struct CheckSettings {
  std::string kind = "auto";       // of all files that are given; "auto": their content tells
  bool json = false;               // a report for programs
  std::vector<std::string> paths;  // files and folders
};

std::vector<Option> check_options(CheckSettings& to);

// `arguments` follow the word "check". Throws ConfigError for what is wrong, also without a file.
CheckSettings read_check_settings(const std::vector<std::string>& arguments);

// Its row in the table of commands.
Command check_command();

}  // namespace wavespeed_mock::cli
