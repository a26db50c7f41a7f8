// What tests of the command line of `serve` share: a folder for config files, the table of options,
// and the errors.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_line.h"
#include "cli/option_table.h"
#include "support/domain_error.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli {

class CommandLine : public testing::Test {
 protected:
  using Arguments = std::vector<std::string>;

  std::string write_config(const std::string& text) const {
    const std::string path = (folder_ / "config.json").string();
    std::ofstream(path) << text;
    return path;
  }

  static const std::vector<Option>& option_table() {
    static const std::vector<Option> options = described(serve_options);
    return options;
  }
  static const Option& row_named(std::string_view name) {
    for (const Option& option : option_table()) {
      if (option.name == name) return option;
    }
    throw std::invalid_argument("no option " + std::string(name));
  }

  // What read_settings throws; "" if it throws nothing.
  static std::string error_for(const Arguments& arguments, const Environment& environment = {}) {
    return error_of([&] { read_settings(arguments, environment); });
  }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
};

}  // namespace wavespeed_mock::cli
