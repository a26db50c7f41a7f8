// The one table of the options of `wavespeed-mock serve`: flags, environment names, config keys,
// --help and the README's table are all made from its rows.
//
// Constant: may be read from several threads.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.h"

namespace wavespeed_mock::cli {

// What a value looks like: decides the JSON type in a config file and how a flag is written.
enum class Form {
  text,
  number,
  toggle,  // true or false; the flag alone means true
  paths,   // the flag may be repeated, the environment separates by ':', a config file has a list
};

// What one source (command line, environment, config file) says about one option.
struct RawValue {
  std::vector<std::string> texts;  // more than one for Form::paths only; none is never right
  std::filesystem::path folder;    // where relative paths start; empty: the working directory
};

struct OptionRow {
  std::string_view name;          // "log-level"
  std::string_view placeholder;   // stands for the value in --help; empty for a toggle
  std::string_view default_text;  // as one would write it; empty when the default is nothing
  std::string_view expected;      // ends the complaint "must be …"
  std::string_view help;          // begins in upper case and ends without a full stop
  Form form;
  // Puts what was given into `settings`; false, and no change, when that is not `expected`.
  bool (*set)(Settings& settings, const RawValue& given);
  bool in_config_file = true;
};

// In the order in which people read them.
std::span<const OptionRow> option_table();

inline constexpr std::string_view kEnvironmentPrefix = "WAVESPEED_MOCK_";

// Environment variables of our clients and helpers that begin with that prefix and are not options:
// they are never refused.
std::span<const std::string_view> other_environment_names();

std::string flag_name(const OptionRow& row);         // "--log-level"
std::string environment_name(const OptionRow& row);  // "WAVESPEED_MOCK_LOG_LEVEL"
std::string config_key(const OptionRow& row);        // "log_level"

// One entry for each row, in two aligned columns of at most 80 characters.
std::string options_help();

// The same for the README: a Markdown table with option, environment, config key, default, meaning.
std::string options_markdown();

}  // namespace wavespeed_mock::cli
