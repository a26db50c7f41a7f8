#include "cli/record_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "cli/port_file.h"
#include "cli/stop_signals.h"
#include "wavespeed_mock/options.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli {
namespace {

struct Flag {
  std::string_view name;
  std::string_view placeholder;  // empty for one without a value
  std::string_view expected;     // ends the complaint "must be …"
  std::string_view help;
  bool (*set)(RecordSettings& to, const std::string& text);
};

bool set_text(std::string& field, const std::string& text) {
  field = text;
  return !text.empty();
}

bool set_port(int& field, const std::string& text) {
  int number = -1;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || rest != text.data() + text.size()) return false;
  field = number;
  return number >= 0 && number <= 65535;
}

constexpr Flag kFlags[] = {
    {"--upstream", "URL", "the URL of the API to record, such as https://api.wavespeed.ai",
     "The API to record: https://api.wavespeed.ai, or any other with the same endpoints",
     [](RecordSettings& to, const std::string& text) {
       return set_text(to.recorder.upstream, text);
     }},
    {"--out", "FILE", "the path of a new file", "Where the transcript goes; a new file",
     [](RecordSettings& to, const std::string& text) {
       to.recorder.out = text;
       return !text.empty();
     }},
    {"--allow-paid", "", "given without a value",
     "Let requests through that cost money; without it they are refused with 403",
     [](RecordSettings& to, const std::string&) { return to.recorder.allow_paid = true; }},
    {"--host", "ADDRESS", "an address or a name of this machine",
     "Address or name to listen on (default 127.0.0.1)",
     [](RecordSettings& to, const std::string& text) { return set_text(to.recorder.host, text); }},
    {"--port", "NUMBER", "a whole number from 0 to 65535",
     "Port to listen on; 0 takes any free one (default 8788)",
     [](RecordSettings& to, const std::string& text) { return set_port(to.recorder.port, text); }},
    {"--port-file", "FILE", "the path of a file",
     "Write the bound port to this file once the recorder listens",
     [](RecordSettings& to, const std::string& text) {
       to.port_file = text;
       return !text.empty();
     }},
    {"--ca-file", "FILE", "the path of a file of certificates",
     "Trust these certificates (PEM) in place of the system's",
     [](RecordSettings& to, const std::string& text) {
       to.recorder.ca_file = text;
       return !text.empty();
     }},
};

[[noreturn]] void complain_of_argument(const std::string& argument) {
  if (!argument.starts_with('-')) {
    throw ConfigError("argument " + json_quote(argument) +
                      " is not known; options begin with \"--\"");
  }
  std::vector<std::string_view> known;
  for (const Flag& flag : kFlags) known.push_back(flag.name);
  const std::string name = argument.substr(0, argument.find('='));
  const std::string hint = did_you_mean(name, known);
  throw ConfigError("option " + json_quote(name) + " is not known" +
                    (hint.empty() ? "; \"wavespeed-mock record --help\" lists all" : hint));
}

void set(const Flag& flag, const std::vector<std::string>& texts, RecordSettings& to) {
  const std::string where = "option " + std::string(flag.name);
  if (texts.size() > 1) {
    throw ConfigError(where + ": given " + std::to_string(texts.size()) +
                      " times, may be given once");
  }
  if (flag.set(to, texts[0])) return;
  throw ConfigError(where + ": must be " + std::string(flag.expected) + ", not " +
                    json_quote(texts[0]));
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string to_text(const RecorderSummary& summary, const RecorderOptions& options) {
  std::string text = "recorded " + counted(summary.exchanges, "exchange", "exchanges") + " in " +
                     options.out.string();
  if (summary.refused > 0) {
    text += "; refused " + counted(summary.refused, "request", "requests") +
            " that may cost money (see --allow-paid)";
  }
  if (summary.unanswered > 0) {
    text += "; no answer to " + counted(summary.unanswered, "request", "requests");
  }
  return text;
}

}  // namespace

RecordSettings read_record_settings(const std::vector<std::string>& arguments) {
  CLI::App app;
  app.allow_extras();
  app.set_help_flag();
  const CLI::Option* const help = app.add_flag("-h,--help");
  std::vector<const CLI::Option*> options;
  for (const Flag& flag : kFlags) {
    options.push_back(flag.placeholder.empty()
                          ? app.add_flag(std::string(flag.name))
                          : app.add_option(std::string(flag.name))
                                ->expected(1)
                                ->allow_extra_args(false)
                                ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
  }
  // The value behind an option that ends in "=" would otherwise be taken from the next argument.
  for (const std::string& argument : arguments) {
    const auto flag = std::find_if(std::begin(kFlags), std::end(kFlags), [&](const Flag& known) {
      return argument == std::string(known.name) + '=';
    });
    if (flag != std::end(kFlags)) {
      throw ConfigError("option " + std::string(flag->name) + ": must be " +
                        std::string(flag->expected) + ", not \"\"");
    }
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError&) {
    // Extras are allowed and values are not checked here: what is left is a value that is missing,
    // or one that nobody asked for.
    throw ConfigError("option " + arguments.back() + ": needs a value, or takes none");
  }
  RecordSettings settings;
  settings.help = help->count() > 0;
  if (settings.help) return settings;
  if (app.remaining_size() > 0) complain_of_argument(app.remaining().front());
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i]->count() > 0) set(kFlags[i], options[i]->results(), settings);
  }
  for (const Flag& flag : {kFlags[0], kFlags[1]}) {
    const bool missing =
        flag.name == "--out" ? settings.recorder.out.empty() : settings.recorder.upstream.empty();
    if (!missing) continue;
    throw ConfigError("option " + std::string(flag.name) + ": is missing; it must be " +
                      std::string(flag.expected));
  }
  return settings;
}

std::string record_help() {
  std::string text =
      "Usage: wavespeed-mock record --upstream URL --out FILE [options]\n"
      "\n"
      "Passes requests on to an API and writes a transcript of what was said, without\n"
      "keys and personal data, until SIGINT or SIGTERM. \"serve --replay FILE\" answers\n"
      "from it.\n"
      "\n"
      "Options:\n";
  constexpr std::size_t kColumn = 20;
  for (const Flag& flag : kFlags) {
    std::string entry = "  " + std::string(flag.name);
    if (!flag.placeholder.empty()) entry += ' ' + std::string(flag.placeholder);
    entry.resize(std::max(entry.size() + 2, kColumn), ' ');
    text += entry + std::string(flag.help) + '\n';
  }
  return text;
}

int record(const RecordSettings& settings) {
  const StopSignals stop_signals;  // before the first thread
  Recorder recorder(settings.recorder);
  std::optional<PortFile> port_file;
  if (settings.port_file) port_file.emplace(*settings.port_file, recorder.port());
  std::cout << "wavespeed-mock " WAVESPEED_MOCK_VERSION " listens on " << recorder.base_url()
            << " and records what " << settings.recorder.upstream << " answers ("
            << (settings.recorder.allow_paid ? "paid requests cost real money"
                                             : "paid requests are refused")
            << ")\n"
            << std::flush;
  stop_signals.wait();
  // First of all, so that nobody finds a port that no longer answers.
  port_file.reset();
  recorder.stop();
  std::cout << to_text(recorder.summary(), settings.recorder) << '\n' << std::flush;
  return 0;
}

}  // namespace wavespeed_mock::cli
