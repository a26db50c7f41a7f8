#include "cli/record_settings.h"

#include <span>

#include "base/http/web_url.h"
#include "cli/arguments/flag_parser.h"
#include "cli/arguments/option_values.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {

std::vector<Option> record_options(RecordSettings& to) {
  return {
      {.name = "upstream",
       .placeholder = "URL",
       .help = "The API to record: https://api.wavespeed.ai, or any other with the same endpoints",
       .value = text_value(to.recorder.upstream,
                           "the URL of the API to record, such as https://api.wavespeed.ai"),
       .is_url = true},
      {.name = "out",
       .placeholder = "FILE",
       .help = "Where the transcript goes; a new file",
       .value = path_value(to.recorder.out, "the path of a new file")},
      {.name = "allow-paid",
       .placeholder = "",
       .help = "Let requests through that cost money; without it they are refused with 403",
       .value = toggle_value(to.recorder.allow_paid)},
      {.name = "host",
       .placeholder = "ADDRESS",
       .help = "Address or name to listen on",
       .value = text_value(to.recorder.host, "an address or a name of this machine")},
      {.name = "port",
       .placeholder = "NUMBER",
       .help = "Port to listen on; 0 takes any free one",
       .value = number_value(to.recorder.port, 0, kMaxPort)},
      {.name = "port-file",
       .placeholder = "FILE",
       .help = "Write the bound port to this file once the recorder listens",
       .value = path_value(to.port_file)},
      {.name = "ca-file",
       .placeholder = "FILE",
       .help = "Trust these certificates (PEM) instead of the system's",
       .value = path_value(to.recorder.ca_file, "the path of a file of certificates")},
  };
}

RecordSettings read_record_settings(const std::vector<std::string>& arguments) {
  RecordSettings settings;
  const std::vector<Option> options = record_options(settings);
  const ParsedFlags given = read_flags("record", options, arguments);
  for (const Option& option : std::span(options).first(2)) {
    if (given.has(option.name)) continue;
    throw ConfigError("option " + flag_name(option) + ": is missing; it must be " +
                      option.value.expected);
  }
  return settings;
}

}  // namespace wavespeed_mock::cli
