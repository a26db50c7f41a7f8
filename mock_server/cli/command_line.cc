#include "cli/command_line.h"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "base/file/text_files.h"
#include "base/text/ascii.h"
#include "base/text/quoting.h"
#include "cli/arguments/flag_parser.h"
#include "cli/config_file.h"
#include "cli/option_table.h"

namespace wavespeed_mock::cli {
namespace {

std::vector<Setting> settings_of_flags(std::span<const Option> options,
                                       const std::vector<std::string>& arguments) {
  std::vector<Setting> settings_read;
  for (GivenFlag& flag : parse_flags("serve", options, arguments).flags) {
    const std::string shown = shown_texts(*flag.option, flag.texts);
    settings_read.push_back({flag.option,
                             {.texts = std::move(flag.texts)},
                             "option " + flag_name(*flag.option),
                             shown});
  }
  return settings_read;
}

// Compared as a flag: the long prefix would make any two variables look alike.
[[noreturn]] void refuse_variable(std::span<const Option> options, const std::string& name) {
  std::string flag = "--" + name.substr(kEnvironmentPrefix.size());
  std::transform(flag.begin(), flag.end(), flag.begin(),
                 [](char c) { return c == '_' ? '-' : lower(c); });
  const Option* const near = nearest_option(options, flag);
  throw ConfigError("environment variable " + json_quote(name) + " is not known" +
                    (near != nullptr ? "; did you mean \"" + near->variable + "\"?"
                                     : "; \"wavespeed-mock serve --help\" lists all"));
}

std::vector<std::string> split_at_colons(const std::string& text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == ':') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::vector<Setting> read_environment(std::span<const Option> options,
                                      const Environment& environment) {
  std::vector<Setting> settings_read;
  for (const auto& [name, text] : environment) {
    if (std::ranges::count(other_environment_names(), name) > 0) continue;
    const auto option =
        std::find_if(options.begin(), options.end(),
                     [&name = name](const Option& known) { return known.variable == name; });
    if (option == options.end()) refuse_variable(options, name);
    if (text.empty()) continue;
    const bool several = option->value.form == Form::paths;
    const std::vector<std::string> whole = {text};
    settings_read.push_back({&*option,
                             {.texts = several ? split_at_colons(text) : whole},
                             "environment variable " + name,
                             shown_texts(*option, whole)});
  }
  return settings_read;
}

std::vector<Setting> read_config_file(std::span<const Option> options,
                                      const std::filesystem::path& path,
                                      const std::string& asked_by) {
  const FileText file = file_text(path);
  if (!file.problem.empty()) {
    throw ConfigError(asked_by + ": cannot read \"" + path.string() + "\": " + file.problem);
  }
  std::vector<Setting> settings_read;
  read_config_text(file.text, "config file " + path.string(), path.parent_path(), options,
                   settings_read);
  return settings_read;
}

}  // namespace

Environment process_environment() {
  Environment environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (!text.starts_with(kEnvironmentPrefix)) continue;
    const std::size_t equals = std::min(text.find('='), text.size());
    environment.emplace(text.substr(0, equals), text.substr(std::min(equals + 1, text.size())));
  }
  return environment;
}

Settings read_settings(const std::vector<std::string>& arguments, const Environment& environment) {
  Settings settings;
  const std::vector<Option> options = serve_options(settings);
  const std::vector<Setting> flags = settings_of_flags(options, arguments);
  // From weak to strong: what is set later wins.
  std::vector<Setting> settings_read = read_environment(options, environment);
  settings_read.insert(settings_read.end(), flags.begin(), flags.end());
  const Setting* config = nullptr;
  for (const Setting& setting : settings_read) {
    if (setting.option->in_config_file) continue;
    set(setting);
    config = &setting;
  }
  if (config != nullptr) {
    for (const Setting& setting : read_config_file(options, *settings.config, config->where)) {
      set(setting);
    }
  }
  for (const Setting& setting : settings_read) set(setting);
  return settings;
}

}  // namespace wavespeed_mock::cli
