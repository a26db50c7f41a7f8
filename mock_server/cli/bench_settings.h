// The command line of `wavespeed-mock bench`, read into BenchSettings.
//
// Used at start only, by one thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "load/plan.h"

namespace wavespeed_mock::cli {

struct BenchSettings {
  load::Plan plan;
  std::optional<std::filesystem::path> json;  // where the report goes beside the terminal
  std::optional<std::filesystem::path> html;
  bool yes = false;    // a target on another machine is meant
  bool quiet = false;  // without progress
  bool help = false;   // nothing else was read then
};

// `arguments` follow the word "bench"; `environment_key` is WAVESPEED_API_KEY, empty when it
// is not set. Throws ConfigError for anything unknown or wrong.
BenchSettings read_bench_settings(const std::vector<std::string>& arguments,
                                  const std::string& environment_key);

// What `wavespeed-mock bench --help` prints.
std::string bench_help();

}  // namespace wavespeed_mock::cli
