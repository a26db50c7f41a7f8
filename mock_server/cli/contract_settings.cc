#include "cli/contract_settings.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"

namespace wavespeed_mock::cli {
namespace {

struct ContractFlag {
  std::string_view name;
  bool (*set)(ContractSettings& settings, const std::string& text);  // null: takes no value
  std::string_view expected;                                         // ends "must be …"
  bool repeats = false;
};

bool set_format(ContractSettings& settings, const std::string& text) {
  if (text == "text") settings.format = ReportFormat::text;
  if (text == "json") settings.format = ReportFormat::json;
  if (text == "junit") settings.format = ReportFormat::junit;
  return text == "text" || text == "json" || text == "junit";
}

bool set_max_usd(ContractSettings& settings, const std::string& text) {
  constexpr double kMost = 1e6;
  double usd = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, usd);
  if (error != std::errc() || rest != end || !(usd >= 0 && usd <= kMost)) return false;
  settings.run.max_usd = usd;
  return true;
}

bool set_timeout(ContractSettings& settings, const std::string& text) {
  const auto timeout = parse_duration(text);
  if (!timeout || *timeout <= Duration::zero()) return false;
  settings.http.timeout = *timeout;
  return true;
}

bool set_target(ContractSettings& settings, const std::string& text) {
  settings.target = text;
  return text == "memory" || text == "loopback" || text.starts_with("http://") ||
         text.starts_with("https://");
}

constexpr ContractFlag kContractFlags[] = {
    {"--target", set_target, "memory, loopback or a URL such as https://api.wavespeed.ai"},
    {"--api-key",
     [](ContractSettings& settings, const std::string& text) {
       settings.http.key = text;
       return !text.empty();
     },
     "an API key"},
    {"--cases",
     [](ContractSettings& settings, const std::string& text) {
       settings.run.cases.emplace_back(text);
       return !text.empty();
     },
     "a file, a folder or built-in", true},
    {"--filter",
     [](ContractSettings& settings, const std::string& text) {
       settings.run.filter = text;
       return !text.empty();
     },
     "a pattern such as submit_*"},
    {"--max-usd", set_max_usd, "a number of US dollars from 0 to 1000000"},
    {"--format", set_format, "text, json or junit"},
    {"--out",
     [](ContractSettings& settings, const std::string& text) {
       settings.out = text;
       return !text.empty();
     },
     "the path of a file"},
    {"--ca-file",
     [](ContractSettings& settings, const std::string& text) {
       settings.http.ca_file = text;
       return !text.empty();
     },
     "the path of a file"},
    {"--timeout", set_timeout, "a duration above 0 such as 30s"},
    {"--drift", nullptr, ""},
    {"--transcript",
     [](ContractSettings& settings, const std::string& text) {
       settings.transcript = text;
       return !text.empty();
     },
     "the path of a transcript"},
    {"--list", nullptr, ""},
    {"--help", nullptr, ""},
};

// Secrets are not repeated.
std::string shown(const ContractFlag& flag, const std::string& text) {
  return flag.name == "--api-key" ? "this one" : json_quote(text);
}

[[noreturn]] void complain_of_contract(std::string argument) {
  if (!argument.starts_with('-')) {
    throw ConfigError("argument " + json_quote(argument) +
                      " is not known; options begin with \"--\"");
  }
  argument.resize(std::min(argument.find('='), argument.size()));
  std::vector<std::string_view> known;
  for (const ContractFlag& flag : kContractFlags) known.push_back(flag.name);
  const std::string hint = did_you_mean(argument, known);
  throw ConfigError("option " + json_quote(argument) + " is not known" +
                    (hint.empty() ? "; \"wavespeed-mock contract --help\" lists all" : hint));
}

void set_contract(ContractSettings& settings, const ContractFlag& flag,
                  const std::vector<std::string>& texts) {
  const std::string where = "option " + std::string(flag.name);
  if (texts.size() > 1 && !flag.repeats) {
    throw ConfigError(where + ": given " + std::to_string(texts.size()) +
                      " times, may be given once");
  }
  for (const std::string& text : texts) {
    if (flag.set(settings, text)) continue;
    throw ConfigError(where + ": must be " + std::string(flag.expected) + ", not " +
                      shown(flag, text));
  }
}

void check_together(const ContractSettings& settings, bool key_given) {
  const bool is_url = settings.target.find("://") != std::string::npos;
  if (!is_url && (key_given || settings.http.ca_file)) {
    throw ConfigError(std::string("option ") + (key_given ? "--api-key" : "--ca-file") +
                      ": is for a --target that is a URL, not for " + settings.target);
  }
  if (settings.drift && !is_url) {
    throw ConfigError(
        "option --drift: needs a --target that is a URL; it is compared with the mock");
  }
  if (is_url && settings.http.key.empty() && !settings.list) {
    throw ConfigError("an API key is missing for " + settings.target +
                      ": give --api-key KEY or set WAVESPEED_API_KEY");
  }
}

}  // namespace

ContractSettings read_contract_settings(const std::vector<std::string>& arguments,
                                        const std::string& environment_key) {
  CLI::App app;
  app.allow_extras();
  app.set_help_flag();
  std::vector<const CLI::Option*> options;
  for (const ContractFlag& flag : kContractFlags) {
    const std::string name(flag.name);
    options.push_back(
        flag.set == nullptr
            ? app.add_flag(name == "--help" ? "-h,--help" : name)
            : app.add_option(name)->expected(1)->allow_extra_args(false)->multi_option_policy(
                  CLI::MultiOptionPolicy::TakeAll));
    // The value behind an option that ends in "=" would be taken from the next argument.
    if (std::find(arguments.begin(), arguments.end(), name + '=') != arguments.end()) {
      throw ConfigError("option " + name + ": must be " + std::string(flag.expected) +
                        ", not \"\"");
    }
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError&) {
    // Extras are allowed and values are not checked there: what is left is a value that is missing.
    throw ConfigError("option " + arguments.back() + ": needs a value");
  }
  ContractSettings settings;
  const auto count = [&](std::string_view name) {
    const auto at = std::find_if(std::begin(kContractFlags), std::end(kContractFlags),
                                 [&](const ContractFlag& flag) { return flag.name == name; });
    return options[static_cast<std::size_t>(at - std::begin(kContractFlags))]->count();
  };
  settings.help = count("--help") > 0;
  if (settings.help) return settings;
  if (app.remaining_size() > 0) complain_of_contract(app.remaining().front());
  settings.list = count("--list") > 0;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (kContractFlags[i].set != nullptr)
      set_contract(settings, kContractFlags[i], options[i]->results());
  }
  settings.drift = count("--drift") > 0;
  if (settings.transcript) {
    for (const char* const other : {"--target", "--drift", "--list", "--format", "--out"}) {
      if (count(other) == 0) continue;
      throw ConfigError(std::string("option --transcript: stands alone, not with ") + other);
    }
  }
  const bool key_given = count("--api-key") > 0;
  if (!key_given) settings.http.key = environment_key;
  settings.http.url = settings.target;
  check_together(settings, key_given);
  return settings;
}

std::string contract_help() {
  return "Usage: wavespeed-mock contract [options]\n"
         "\n"
         "Runs the cases of the contract against a target, and tells where it is broken.\n"
         "On a URL only free cases run, unless --max-usd allows for more.\n"
         "\n"
         "Options:\n"
         "  --target TARGET    memory (a mock of this process), loopback (one behind a\n"
         "                     port) or a URL such as https://api.wavespeed.ai\n"
         "                     [default: memory]\n"
         "  --api-key KEY      Key for a URL; better kept in WAVESPEED_API_KEY, where\n"
         "                     other users of this machine do not see it\n"
         "  --cases PATH       Cases in place of the built-in ones: a file or a folder of\n"
         "                     *.json files; may be repeated, later ones replace earlier\n"
         "                     ones of their name; \"built-in\" stands for the built-in ones\n"
         "  --filter PATTERN   Names of cases to run: * is any text, ? any character\n"
         "                     [default: *]\n"
         "  --max-usd USD      US dollars that paid cases may cost together on a URL;\n"
         "                     without it they are skipped\n"
         "  --drift            Compare each answer of the URL with the mock's and with the\n"
         "                     document, and report what has drifted apart\n"
         "  --transcript FILE  Hold a recording (\"wavespeed-mock record\") against the\n"
         "                     contract; nothing is sent\n"
         "  --format FORMAT    text, json or junit [default: text]\n"
         "  --out FILE         Where the report goes; the terminal then shows the text\n"
         "  --ca-file FILE     Certificates (PEM) to trust in place of the system's\n"
         "  --timeout TIME     How long an answer may take [default: 3m]\n"
         "  --list             Print the cases and run none\n"
         "  -h, --help         Print this\n"
         "\n"
         "Exit code: 0 the contract is kept, 1 it is broken or something has drifted, 2 it\n"
         "could not be tried.\n";
}

}  // namespace wavespeed_mock::cli
