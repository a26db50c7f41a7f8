// The command `wavespeed-mock record`: a Recorder that runs until a signal stops it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "runner/recorder.h"

namespace wavespeed_mock::cli {

struct RecordSettings {
  // A person's clients know where to find it.
  RecorderOptions recorder{.upstream = "", .out = "", .port = 8788};

  // Where to write the bound port once the recorder listens.
  std::optional<std::filesystem::path> port_file;

  // Only the help text was asked for; nothing else was read.
  bool help = false;
};

// `arguments` follow the word "record". Throws ConfigError for anything unknown, naming the
// nearest known one, and for any wrong or missing value.
RecordSettings read_record_settings(const std::vector<std::string>& arguments);

// What `wavespeed-mock record --help` prints.
std::string record_help();

// Returns the exit code after SIGINT or SIGTERM, when the recorder has stopped and said what it has
// recorded. To be called once, by the main thread and before others start (see StopSignals). Throws
// ConfigError when the recorder cannot start.
int record(const RecordSettings& settings);

}  // namespace wavespeed_mock::cli
