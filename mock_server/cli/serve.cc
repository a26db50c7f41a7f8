#include "cli/serve.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

#include "base/json_text.h"
#include "cli/port_file.h"
#include "cli/stop_signals.h"
#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock::cli {
namespace {

using Log = std::shared_ptr<spdlog::logger>;

Log stderr_log(const std::string& level) {
  auto log = std::make_shared<spdlog::logger>("wavespeed-mock",
                                              std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  log->set_level(spdlog::level::from_str(level));
  return log;
}

// Headers stay out of the log: they carry the key.
void log_exchange(spdlog::logger& log, const Request& request, const Response& response) {
  std::string target;  // quoted, because a client may send control characters
  append_json_string(target, request.target);
  log.debug("{} {} {} {} bytes", request.method, target, response.status, response.body.size());
}

std::string greeting(const Options& options, const std::string& url) {
  const bool open = options.auth == Auth::open;
  const std::string key = open ? "my-key" : "$WAVESPEED_API_KEY";
  return "wavespeed-mock " WAVESPEED_MOCK_VERSION " listens on " + url + " (auth " +
         (open ? "open" : "strict") + ", tier " + options.tier + ", latency " + options.latency +
         (options.clock_mode == "real" ? "" : ", clock " + options.clock_mode) + ")\n\n  curl " +
         url + "/api/v3/wavespeed-ai/flux-dev -H \"Authorization: Bearer " + key +
         "\" \\\n    -H \"Content-Type: application/json\" -d '{\"prompt\": \"A cat\"}'\n\n" +
         "  The SDK takes it as its baseUrl: new Client(" +
         (open ? "\"my-key\"" : "process.env.WAVESPEED_API_KEY") + ", { baseUrl: \"" + url +
         "\" })\n";
}

// Tells of each request that breaks the contract when it comes, not only at the end.
void log_violation(spdlog::logger& log, const Request& request, const Response& response) {
  const std::string* const violation = response.headers.find("X-Mock-Violation");
  if (violation == nullptr) return;
  std::string target;
  append_json_string(target, request.target);
  std::string problem;
  append_json_string(problem, *violation);
  log.warn("{} {} breaks the contract: {}", request.method, target, problem);
}

std::string report_for(const ClientReport& report, const std::filesystem::path& path) {
  if (path.extension() == ".xml") return to_junit(report);
  if (path.extension() == ".json") return to_json(report) + '\n';
  return to_text(report);
}

// Prints the report of a strict mock, and writes it where the user wants it.
void hand_out(const ClientReport& report, const std::optional<std::filesystem::path>& path) {
  std::cout << to_text(report) << std::flush;
  if (!path) return;
  errno = 0;
  std::ofstream file(*path, std::ios::binary | std::ios::trunc);
  file << report_for(report, *path) << std::flush;
  if (file) return;
  throw ConfigError("client report \"" + path->string() + "\" cannot be written: " +
                    std::generic_category().message(errno == 0 ? EIO : errno));
}

}  // namespace

int serve(const Settings& settings) {
  const StopSignals stop_signals;  // before the first thread

  const Log log = stderr_log(settings.log_level);
  Listen listen = settings.listen;
  if (settings.client_report && !settings.mock.strict) {
    throw ConfigError("option --client-report: there is a client report only with --strict");
  }
  const bool log_all = log->should_log(spdlog::level::debug);
  if (log_all || settings.mock.strict) {
    listen.on_exchange = [log, log_all](const Request& request, const Response& response) {
      if (log_all) log_exchange(*log, request, response);
      log_violation(*log, request, response);
    };
  }
  MockServer server(settings.mock, listen);
  std::optional<PortFile> port_file;
  if (settings.port_file) port_file.emplace(*settings.port_file, server.port());
  log->info("listens on {}", server.base_url());
  std::cout << greeting(settings.mock, server.base_url()) << std::flush;

  const int signal = stop_signals.wait();
  log->info("stops on {}", signal == SIGINT ? "SIGINT" : "SIGTERM");
  // First of all, so that nobody finds a port that no longer answers.
  port_file.reset();
  server.stop();
  log->info("stopped");
  if (!settings.mock.strict) return 0;
  const ClientReport report = server.mock().client_report();
  hand_out(report, settings.client_report);
  return report.passed() ? 0 : 1;
}

}  // namespace wavespeed_mock::cli
