#include "cli/serve_check.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/file/out_file.h"
#include "domain/scenarios/scenarios.h"
#include "server/listen_check.h"

namespace wavespeed_mock::cli {
namespace {

namespace fs = std::filesystem;

bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  return fs::equivalent(a, b, ignored);
}

[[noreturn]] void refuse_named(std::string_view field, const fs::path& path,
                               std::string_view problem) {
  throw ConfigError(std::string(field) + ": \"" + path.string() + "\" " + std::string(problem));
}

// A config file is not of any other kind.
void check_is_other(const fs::path& config, const fs::path& path, std::string_view field) {
  if (is_same_file(path, config)) refuse_named(field, path, "is the config file itself");
}

void check_are_others(const fs::path& config, const std::vector<fs::path>& paths,
                      std::string_view field) {
  for (const fs::path& path : paths) {
    check_is_other(config, path, field);
    const fs::path folder = config.has_parent_path() ? config.parent_path() : fs::path(".");
    if (config.extension() == ".json" && is_same_file(path, folder)) {
      refuse_named(
          field, path,
          "is the folder of the config file, and every *.json file in it is read: name another "
          "folder, or each file");
    }
  }
}

}  // namespace

void check_serve_settings(const Settings& settings,
                          const std::function<void(const ConfigError&)>& report) {
  const auto attempt = [&](auto check) {
    try {
      check();
    } catch (const ConfigError& problem) {
      report(problem);
    }
  };
  if (settings.config) {
    const fs::path& config = *settings.config;
    const Options& mock = settings.mock;
    attempt([&] { check_are_others(config, mock.models, "models"); });
    attempt([&] { check_are_others(config, mock.fixtures, "fixtures"); });
    attempt([&] { check_are_others(config, mock.scenarios, "scenarios"); });
    attempt([&] {
      if (is_scenario_path(mock.scenario)) check_is_other(config, mock.scenario, "scenario");
    });
    attempt([&] {
      if (mock.replay) check_is_other(config, *mock.replay, "replay");
    });
  }
  attempt([&] { check_listen_options(settings.listen); });
  attempt([&] {
    if (settings.port_file) check_output(*settings.port_file, "port file");
  });
  attempt([&] {
    if (settings.client_report) check_output(*settings.client_report, "client report");
  });
}

}  // namespace wavespeed_mock::cli
