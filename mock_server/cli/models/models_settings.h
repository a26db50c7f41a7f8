// What the command line of `wavespeed-mock models` says.
//
// Used at start only, by one thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments/flag_parser.h"
#include "cli/arguments/option.h"

namespace wavespeed_mock::cli {

struct ModelsSettings {
  std::vector<std::filesystem::path> models{};    // catalogue files, as the option of `serve`
  std::vector<std::filesystem::path> fixtures{};  // the same
  std::string type = "";                          // of the models to list; empty: all
  std::string from = "https://api.wavespeed.ai";
  std::string api_key = "";
  std::optional<std::filesystem::path> ca_file{};
  std::optional<std::filesystem::path> out{};
  bool json = false;
  std::vector<std::string> operands{};  // what follows the subcommand
};

std::vector<Option> models_options(ModelsSettings& to);

}  // namespace wavespeed_mock::cli
