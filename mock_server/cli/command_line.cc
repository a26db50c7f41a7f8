#include "cli/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/text/json_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "cli/option_table.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::json;

// What one source says about one option, ready to be set or complained about.
struct Setting {
  const OptionRow* row;
  RawValue given;
  std::string where;  // `option --port`
  std::string shown;  // the value as complaints show it
};

std::string shown_texts(const std::vector<std::string>& texts) {
  return json_quote(texts.size() == 1 ? json(texts[0]) : json(texts));
}

void set(const Setting& setting, Settings& settings) {
  if (setting.row->set(settings, setting.given)) return;
  throw ConfigError(setting.where + ": must be " + std::string(setting.row->expected) + ", not " +
                    setting.shown);
}

// `as_flag` is the unknown name written as a flag: all kinds of names are compared in that form,
// because the long prefix of the variables would make any two of them look alike.
[[noreturn]] void complain_of_unknown(const std::string& kind, const std::string& name,
                                      const std::string& as_flag,
                                      std::string (*full_name)(const OptionRow&)) {
  std::vector<std::string> flags;
  for (const OptionRow& row : option_table()) flags.push_back(flag_name(row));
  const std::vector<std::string_view> known(flags.begin(), flags.end());
  const std::vector<std::string_view> near = nearest(as_flag, known, 1);
  std::string hint = "; \"wavespeed-mock serve --help\" lists all";
  if (!near.empty()) {
    const auto place = std::find(known.begin(), known.end(), near[0]) - known.begin();
    const OptionRow& row = option_table()[static_cast<std::size_t>(place)];
    hint = "; did you mean \"" + full_name(row) + "\"?";
  }
  throw ConfigError(kind + ' ' + json_quote(name) + " is not known" + hint);
}

[[noreturn]] void complain_of_argument(std::string argument) {
  if (argument.empty() || argument[0] != '-') {
    throw ConfigError("argument " + json_quote(argument) +
                      " is not known; options begin with \"--\"");
  }
  argument.resize(std::min(argument.find('='), argument.size()));
  const std::size_t begin = std::min(argument.find_first_not_of('-'), argument.size());
  complain_of_unknown("option", argument, "--" + argument.substr(begin), flag_name);
}

// The value behind an option that ends in "=" would otherwise be taken from the next argument.
void check_for_empty_values(const std::vector<std::string>& arguments) {
  for (const OptionRow& row : option_table()) {
    if (std::find(arguments.begin(), arguments.end(), flag_name(row) + '=') == arguments.end()) {
      continue;
    }
    throw ConfigError("option " + flag_name(row) + ": must be " + std::string(row.expected) +
                      ", not \"\"");
  }
}

// Nothing when only help is asked for.
std::optional<std::vector<Setting>> read_flags(const std::vector<std::string>& arguments) {
  CLI::App app;
  app.allow_extras();
  app.set_help_flag();
  const CLI::Option* const help = app.add_flag("-h,--help");
  std::vector<const CLI::Option*> options;
  for (const OptionRow& row : option_table()) {
    options.push_back(row.form == Form::toggle
                          ? app.add_flag(flag_name(row))
                          : app.add_option(flag_name(row))
                                ->expected(1)
                                ->allow_extra_args(false)
                                ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
  }
  check_for_empty_values(arguments);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError&) {
    // Extras are allowed and values are not checked here: what is left is a value that is missing.
    throw ConfigError("option " + arguments.back() + ": needs a value");
  }
  if (help->count() > 0) return std::nullopt;
  if (app.remaining_size() > 0) complain_of_argument(app.remaining().front());

  std::vector<Setting> settings_read;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const OptionRow& row = option_table()[i];
    const std::vector<std::string>& texts = options[i]->results();
    if (texts.empty()) continue;
    const std::string where = "option " + flag_name(row);
    if (texts.size() > 1 && row.form != Form::paths) {
      throw ConfigError(where + ": given " + std::to_string(texts.size()) +
                        " times, may be given once");
    }
    settings_read.push_back({&row, {texts, {}}, where, shown_texts(texts)});
  }
  return settings_read;
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

std::vector<Setting> read_environment(const Environment& environment) {
  std::vector<Setting> settings_read;
  for (const auto& [name, text] : environment) {
    if (std::ranges::count(other_environment_names(), name) > 0) continue;
    const auto rows = option_table();
    const auto row = std::find_if(rows.begin(), rows.end(), [&name = name](const OptionRow& known) {
      return environment_name(known) == name;
    });
    if (row == rows.end()) {
      std::string as_flag = "--" + name.substr(kEnvironmentPrefix.size());
      std::transform(as_flag.begin(), as_flag.end(), as_flag.begin(), [](unsigned char c) {
        return c == '_' ? '-' : static_cast<char>(std::tolower(c));
      });
      complain_of_unknown("environment variable", name, as_flag, environment_name);
    }
    if (text.empty()) continue;
    const bool several = row->form == Form::paths;
    settings_read.push_back({&*row,
                             {several ? split_at_colons(text) : std::vector{text}, {}},
                             "environment variable " + name,
                             json_quote(text)});
  }
  return settings_read;
}

// No texts, which is never right, when the type is not the one of `form`.
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

std::vector<Setting> read_config_file(const std::filesystem::path& path,
                                      const std::string& asked_by) {
  const std::string where = "config file " + path.string();
  const json content = parse_config_json(read_file(path, asked_by), where);
  JsonReader reader(content, where);
  std::vector<Setting> settings_read;
  for (const OptionRow& row : option_table()) {
    if (!row.in_config_file) continue;
    const std::string key = config_key(row);
    const json* const value = reader.value(key);
    if (value == nullptr) continue;
    settings_read.push_back({&row,
                             {texts_in(*value, row.form), path.parent_path()},
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
  const std::optional<std::vector<Setting>> flags = read_flags(arguments);
  if (!flags) {
    settings.help = true;
    return settings;
  }
  // From weak to strong: what is set later wins.
  std::vector<Setting> settings_read = read_environment(environment);
  settings_read.insert(settings_read.end(), flags->begin(), flags->end());
  const Setting* config = nullptr;
  for (const Setting& setting : settings_read) {
    if (setting.row->in_config_file) continue;
    set(setting, settings);
    config = &setting;
  }
  if (config != nullptr) {
    for (const Setting& setting : read_config_file(*settings.config, config->where)) {
      set(setting, settings);
    }
  }
  for (const Setting& setting : settings_read) set(setting, settings);
  return settings;
}

std::string serve_help() {
  return "Usage: wavespeed-mock serve [options]\n"
         "\n"
         "Runs a WaveSpeedAI API on a port of this machine until SIGINT or SIGTERM.\n"
         "\n"
         "Options:\n" +
         options_help() +
         "\n"
         "Each option is also an environment variable (--log-level is\n"
         "WAVESPEED_MOCK_LOG_LEVEL) and, but for --config, a key of the config file\n"
         "(log_level). A flag wins over the environment, the environment over the config\n"
         "file. An empty variable counts as not set.\n";
}

}  // namespace wavespeed_mock::cli
