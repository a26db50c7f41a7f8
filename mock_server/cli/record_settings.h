// The settings of `wavespeed-mock record`, read from its flags.
//
// Used at start only, by one thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments/option.h"
#include "runner/recorder.h"

namespace wavespeed_mock::cli {

struct RecordSettings {
  // A fixed port, so that a user's clients can be configured once.
  RecorderOptions recorder{.upstream = "", .out = "", .port = 8788};

  // Where to write the bound port once the recorder listens.
  std::optional<std::filesystem::path> port_file;
};

// The table of its options. Each row sets its field of `to`, which must outlive the rows.
std::vector<Option> record_options(RecordSettings& to);

// `arguments` follow the word "record". Throws ConfigError for anything unknown, naming the nearest
// known name, and for any wrong or missing value.
RecordSettings read_record_settings(const std::vector<std::string>& arguments);

}  // namespace wavespeed_mock::cli
