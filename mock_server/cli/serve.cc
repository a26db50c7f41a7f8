#include "cli/serve.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "base/file/out_file.h"
#include "cli/command_line.h"
#include "cli/file_watch.h"
#include "cli/greeting.h"
#include "cli/option_table.h"
#include "cli/port_file.h"
#include "cli/serve_check.h"
#include "cli/server_log.h"
#include "cli/stop_signals.h"
#include "domain/scenarios/scenarios.h"
#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock::cli {
namespace {

std::string report_for(const ClientReport& report, const std::filesystem::path& path) {
  if (path.extension() == ".xml") return to_junit(report);
  if (path.extension() == ".json") return to_json(report) + '\n';
  return to_text(report);
}

// Prints the report, and writes it where the user wants it.
void hand_out(const ClientReport& report, const std::optional<std::filesystem::path>& path) {
  std::cout << to_text(report) << std::flush;
  if (path) OutFile(*path, "client report").write(report_for(report, *path));
}

// Whether a person sees both stdout, which has the address, and the log.
bool both_on_terminal() {
  return isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

// The scenario files that a user names, to be read again when they change.
std::vector<std::filesystem::path> scenario_files(const Options& options) {
  std::vector<std::filesystem::path> paths = options.scenarios;
  const std::filesystem::path scenario = options.scenario;
  std::error_code ignored;
  // Names can look like paths.
  if (is_scenario_path(options.scenario) && std::filesystem::exists(scenario, ignored)) {
    paths.push_back(scenario);
  }
  return paths;
}

// A file with an error changes nothing, and is read again when it changes.
void reload_scenarios(Mock& mock, ServerLog& log, const std::set<std::string>& names) {
  std::string files;
  for (const std::string& name : names) files += (files.empty() ? "" : ", ") + name;
  try {
    mock.reload_scenarios();
    log.info("scenarios reloaded: " + files);
  } catch (const ConfigError& problem) {
    log.error(std::string("the scenarios were not reloaded: ") + problem.what());
  }
}

}  // namespace

int serve(const Settings& settings) {
  const StopSignals stop_signals;  // before the first thread
  check_serve_settings(settings, [](const ConfigError& problem) { throw problem; });

  // Null until the server is there, which logs before.
  std::atomic<Mock*> running = nullptr;
  const auto log = std::make_shared<ServerLog>(
      settings.log_level, settings.log_format,
      LogSecrets{.control_token = settings.mock.control_token,
                 .is_key = [&running](std::string_view text) {
                   Mock* const mock = running.load();
                   return mock != nullptr && mock->find_account(text).has_value();
                 }});
  ListenOptions listen = settings.listen;
  listen.on_exchange = [log](const Request& request, const Response& response) {
    log->exchange(request, response);
  };
  MockServer server(settings.mock, listen);
  running = &server.mock();
  std::optional<FileWatch> watch;
  if (const auto files = scenario_files(settings.mock); !files.empty()) {
    watch.emplace(files, [&server, log](const std::set<std::string>& names) {
      reload_scenarios(server.mock(), *log, names);
    });
  }
  std::optional<PortFile> port_file;
  if (settings.port_file) port_file.emplace(*settings.port_file, server.port());
  if (!both_on_terminal()) log->info("listens on " + server.base_url());
  std::cout << greeting(settings, server.base_url(), server.mock().catalogue_files()) << std::flush;

  const int signal = stop_signals.wait();
  log->info(signal == SIGINT ? "stops on SIGINT" : "stops on SIGTERM");
  // First, so that no client reads a port that no longer answers.
  port_file.reset();
  watch.reset();
  server.stop();
  log->info("stopped");
  if (!settings.mock.strict && !settings.client_report) return 0;
  const ClientReport report = server.mock().client_report({}, settings.client_rules);
  hand_out(report, settings.client_report);
  return report.passed() ? 0 : 1;
}

Command serve_command() {
  return {
      .name = "serve",
      .purpose = "Run the API on a port of this machine until a signal stops it",
      .synopsis = "[options]",
      .description = "Runs a WaveSpeedAI API on a port of this machine until SIGINT or SIGTERM.",
      .options = described(serve_options),
      .notes =
          "Each option is also an environment variable (--log-level is "
          "WAVESPEED_MOCK_LOG_LEVEL) and, except --config, a key of the config file "
          "(log_level). A flag overrides the environment, which overrides the config file. An "
          "empty variable counts as not set.",
      .exit_codes = {{0, "a signal ended the server"},
                     {1, "with --strict or --client-report: clients broke the contract or a rule"},
                     {2, "an option or a file is wrong, or the port cannot be bound"}},
      .examples = {{"Serve on the usual port, with tasks that end at once",
                    "serve --latency instant"},
                   {"In CI: take any free port, and fail if the client behaves badly",
                    "serve --port 0 --port-file port.txt --strict --client-report report.xml"},
                   {"Rehearse an outage", "serve --scenario outage"}},
      .run = [](const std::vector<std::string>& arguments) {
        return serve(read_settings(arguments, process_environment()));
      }};
}

}  // namespace wavespeed_mock::cli
