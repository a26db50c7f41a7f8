#include "cli/contract_settings.h"

#include <string_view>

#include "base/http/web_url.h"
#include "cli/arguments/flag_parser.h"
#include "cli/arguments/option_values.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

constexpr double kMaxCaseUsd = 1e6;

bool is_target(const std::string& text) {
  return text == "memory" || text == "loopback" || text.starts_with("http://") ||
         text.starts_with("https://");
}

Value target_value(std::string& field) {
  Value value = checked_text_value(
      field, "memory, loopback or a URL such as https://api.wavespeed.ai", is_target);
  value.suggestions = {"memory", "loopback"};
  return value;
}

Value cases_value(std::vector<std::filesystem::path>& field) {
  Value value = paths_value(field, "a file, a folder or built-in");
  value.suggestions = {"built-in"};
  return value;
}

void check_transcript_alone(const ParsedFlags& given) {
  if (!given.has("transcript")) return;
  for (const char* const other : {"target", "drift", "list", "format", "out"}) {
    if (!given.has(other)) continue;
    throw ConfigError(std::string("option --transcript: cannot be combined with --") + other);
  }
}

void check_target(const ContractSettings& settings, bool key_given) {
  const bool is_url = settings.target.find("://") != std::string::npos;
  if (!is_url && (key_given || settings.http.ca_file)) {
    throw ConfigError(std::string("option ") + (key_given ? "--api-key" : "--ca-file") +
                      ": is for a --target that is a URL, not for " + shown_url(settings.target));
  }
  if (settings.drift && !is_url) {
    throw ConfigError(
        "option --drift: needs a --target that is a URL; it is compared with the mock");
  }
  if (is_url && settings.http.key.empty() && !settings.list) {
    throw ConfigError("an API key is missing for " + shown_url(settings.target) +
                      ": give --api-key KEY or set WAVESPEED_API_KEY");
  }
}

}  // namespace

std::vector<Option> contract_options(ContractSettings& to) {
  return {
      {.name = "target",
       .placeholder = "TARGET",
       .help =
           "What to check: memory (a mock in this process), loopback (a mock on a port) or a URL "
           "such as https://api.wavespeed.ai",
       .value = target_value(to.target),
       .is_url = true},
      {.name = "api-key",
       .placeholder = "KEY",
       .help = "Key for a URL; better kept in WAVESPEED_API_KEY, where other users of this machine "
               "do not see it",
       .value = text_value(to.http.key, "an API key"),
       .variable = "WAVESPEED_API_KEY",
       .is_secret = true},
      {.name = "cases",
       .placeholder = "PATH",
       .help =
           "Cases instead of the built-in ones: a file or a folder of *.json files; may be "
           "repeated, later cases replace earlier ones of the same name; \"built-in\" means the "
           "built-in ones",
       .value = cases_value(to.run.cases)},
      {.name = "filter",
       .placeholder = "PATTERN",
       .help = "Names of cases to run: * is any text, ? any character",
       .value = text_value(to.run.filter, "a pattern such as submit_*")},
      {.name = "max-usd",
       .placeholder = "USD",
       .help = "US dollars that paid cases may cost together on a URL; without it they are skipped",
       .value = money_value(to.run.max_cost, kMaxCaseUsd)},
      {.name = "drift",
       .placeholder = "",
       .help = "Compare each answer of the URL with the mock's and with the document, and report "
               "each difference",
       .value = toggle_value(to.drift)},
      {.name = "transcript",
       .placeholder = "FILE",
       .help = "Check a recording (\"wavespeed-mock record\") against the contract; sends nothing",
       .value = path_value(to.transcript, "the path of a transcript")},
      {.name = "format",
       .placeholder = "FORMAT",
       .help = "Format of the report: text, json or junit",
       .value = choice_value(to.format, {{"text", ReportFormat::text},
                                         {"json", ReportFormat::json},
                                         {"junit", ReportFormat::junit}})},
      {.name = "out",
       .placeholder = "FILE",
       .help = "Where the report goes; the terminal then shows the text",
       .value = path_value(to.out)},
      {.name = "ca-file",
       .placeholder = "FILE",
       .help = "Certificates (PEM) to trust instead of the system's",
       .value = path_value(to.http.ca_file)},
      {.name = "timeout",
       .placeholder = "TIME",
       .help = "How long an answer may take",
       .value = duration_value(to.http.timeout, Duration(1), "30s")},
      {.name = "list",
       .placeholder = "",
       .help = "Print the cases and run none",
       .value = toggle_value(to.list)},
  };
}

ContractSettings read_contract_settings(const std::vector<std::string>& arguments,
                                        const std::string& environment_key) {
  ContractSettings settings;
  const std::vector<Option> options = contract_options(settings);
  const ParsedFlags given = read_flags("contract", options, arguments);
  check_transcript_alone(given);
  const bool key_given = given.has("api-key");
  if (!key_given) settings.http.key = environment_key;
  settings.http.url = settings.target;
  check_target(settings, key_given);
  return settings;
}

}  // namespace wavespeed_mock::cli
