// The settings of `wavespeed-mock serve`, with their defaults.
//
// Plain data.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/server_log.h"
#include "wavespeed_mock/client_report.h"
#include "wavespeed_mock/mock_server.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock::cli {

struct Settings {
  // The clients of a separate server expect time to pass.
  Options mock{.clock_mode = ClockMode::real};

  // A library user wants any free port, a person at a terminal always the same one.
  ListenOptions listen{.port = 8787, .on_exchange = {}};

  // Where to write the bound port once the server listens.
  std::optional<std::filesystem::path> port_file;

  // Where to write the client report at the end.
  std::optional<std::filesystem::path> client_report;
  // The rules of behaviour that count in it.
  std::vector<ClientRule> client_rules{kClientRules.begin(), kClientRules.end()};

  // Where some of the others were read from.
  std::optional<std::filesystem::path> config;

  // off, error, warn, info (start, stop and faults) or debug (each exchange).
  std::string log_level = "info";

  LogFormat log_format = LogFormat::text;
};

}  // namespace wavespeed_mock::cli
