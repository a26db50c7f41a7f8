#include "cli/command_line.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>
#include <utility>

#include "base/text/ascii.h"
#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "cli/flag_parser.h"
#include "cli/option_table.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::json;

// What one source says about one option.
struct Setting {
  const Option* option;
  RawValue given;
  std::string where;  // `option --port`
  std::string shown;  // the value as error messages show it
};

void set(const Setting& setting) {
  set_option(*setting.option, setting.given, setting.where, setting.shown);
}

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

// No texts, which is always wrong, if the type is not the one of `form`.
std::vector<std::string> texts_in(const json& value, Form form) {
  switch (form) {
    case Form::text:
      if (value.is_string()) return {value.get<std::string>()};
      return {};
    case Form::number:
      if (value.is_number()) return {value.dump()};
      return {};
    case Form::toggle:
      if (value.is_boolean()) return {value.dump()};
      return {};
    case Form::paths:
      if (value.is_string()) return {value.get<std::string>()};
      if (!value.is_array() || !std::all_of(value.begin(), value.end(),
                                            [](const json& entry) { return entry.is_string(); })) {
        return {};
      }
      return value.get<std::vector<std::string>>();
  }
  return {};
}

std::string read_file(const std::filesystem::path& path, const std::string& asked_by) {
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(path, ignored);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (folder || !file) {
    const int code = folder ? EISDIR : errno;
    throw ConfigError(asked_by + ": cannot read " + json_quote(path.string()) + ": " +
                      std::generic_category().message(code));
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Setting> read_config_file(std::span<const Option> options,
                                      const std::filesystem::path& path,
                                      const std::string& asked_by) {
  const std::string where = "config file " + path.string();
  const json content = parse_config_json(read_file(path, asked_by), where);
  JsonReader reader(content, where);
  std::vector<Setting> settings_read;
  for (const Option& option : options) {
    if (!option.in_config_file) continue;
    const std::string key = config_key(option);
    const json* const value = reader.value(key);
    if (value == nullptr) continue;
    settings_read.push_back({&option,
                             {texts_in(*value, option.value.form), path.parent_path()},
                             where + ": field \"" + key + '"',
                             json_quote(*value)});
  }
  reader.done();
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
