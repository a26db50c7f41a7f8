// Reads the config file of `wavespeed-mock serve`.
//
// Used at start only, by one thread.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/option.h"

namespace wavespeed_mock::cli {

// What one source says about one option.
struct Setting {
  const Option* option;
  RawValue given;
  std::string where;  // `option --port`
  std::string shown;  // the value as error messages show it
};

// Sets the option's field. Throws ConfigError for a value that is wrong for it.
void set(const Setting& setting);

// Adds what the file's text says to `settings`; paths in it are relative to `folder`, and `where`
// names the file in errors. Throws ConfigError for a text that is not a JSON object, and for
// unknown fields when the others have been added.
void read_config_text(std::string_view text, const std::string& where,
                      const std::filesystem::path& folder, std::span<const Option> options,
                      std::vector<Setting>& settings);

}  // namespace wavespeed_mock::cli
