// The settings of `wavespeed-mock bench`, read from its flags.
//
// Used at start only, by one thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/option.h"
#include "load_generator/plan.h"

namespace wavespeed_mock::cli {

// The key for a target on this machine if none is given: a mock takes any, unless it is strict.
inline constexpr std::string_view kLocalKey = "bench";

struct BenchSettings {
  load::Plan plan;
  std::optional<std::filesystem::path> json;  // where the report goes besides the terminal
  std::optional<std::filesystem::path> html;
  bool yes = false;    // allows a target on another machine
  bool quiet = false;  // without progress
};

// The table of its options. Each row sets its field of `to`, which must outlive the rows.
std::vector<Option> bench_options(BenchSettings& to);

// `arguments` follow the word "bench"; `environment_key` is WAVESPEED_API_KEY, empty when it
// is not set. Throws ConfigError for anything unknown or wrong.
BenchSettings read_bench_settings(const std::vector<std::string>& arguments,
                                  const std::string& environment_key);

}  // namespace wavespeed_mock::cli
