#include "cli/bench_command.h"

#include <unistd.h>

#include <iostream>
#include <string>

#include "base/file/out_file.h"
#include "base/http/web_url.h"
#include "cli/stop_signals.h"
#include "load_generator/json_report.h"
#include "load_generator/page.h"
#include "load_generator/preflight.h"
#include "load_generator/run.h"
#include "load_generator/text_report.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

using load::Plan;
using load::Run;

// "polls of one task", "submissions of wavespeed-ai/flux-dev".
std::string what_is_sent(const Plan& plan) {
  if (plan.scenario != load::Scenario::poll) return "submissions of " + plan.model;
  return plan.task.empty() ? "a submission of " + plan.model + " and polls of it"
                           : "polls of one task";
}

void check_permission(const BenchSettings& settings, bool on_this_machine) {
  const Plan& plan = settings.plan;
  if (!on_this_machine && !settings.yes) {
    throw ConfigError("option --target: " + shown_url(plan.target) +
                      " is on another machine, where a load may cost money and disturb others; "
                      "this run would send " +
                      what_is_sent(plan) + ", " + headline(plan) + "; give --yes to allow it");
  }
  if (!on_this_machine && plan.key.empty()) {
    throw ConfigError("an API key is missing for " + shown_url(plan.target) +
                      ": give --key KEY or set WAVESPEED_API_KEY");
  }
}

// A line on the terminal, rewritten once a second; nothing if stderr is not a terminal.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet) : shown_(!quiet && ::isatty(STDERR_FILENO) == 1) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Plan& plan, const Run& run) {
    if (!shown_) return;
    const Run::Progress progress = run.progress();
    clear();
    std::cerr << progress_line(plan, progress, last_) << std::flush;
    last_ = progress;
  }

 private:
  void clear() const {
    if (shown_) std::cerr << "\r\x1b[K" << std::flush;
  }

  const bool shown_;
  Run::Progress last_;
};

load::Report carry_out(const Plan& plan, const std::string& address, int port, bool quiet) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kLook{20};
  constexpr std::chrono::seconds kShow{1};
  const StopSignals signals;  // before the threads of the run
  Run run(plan, address, port);
  ProgressLine line(quiet);
  Clock::time_point next = Clock::now();
  while (!run.is_over()) {
    if (signals.came_within(kLook)) run.cut_short();
    if (Clock::now() < next) continue;
    line.show(plan, run);
    next += kShow;
  }
  return run.report();
}

}  // namespace

int run_bench(const BenchSettings& settings) {
  Plan plan = settings.plan;
  const std::vector<std::string> addresses = load::addresses_of(plan.target);
  const bool on_this_machine = load::is_this_machine(addresses);
  check_permission(settings, on_this_machine);
  if (plan.key.empty()) plan.key = kLocalKey;
  std::optional<OutFile> json;
  std::optional<OutFile> html;
  if (settings.json) json.emplace(*settings.json);
  if (settings.html) html.emplace(*settings.html);

  plan.task = load::try_operation(plan);
  std::string_view problem;
  const int port = parse_web_url(plan.target, problem)->port;
  const load::Report report = carry_out(plan, addresses.front(), port, settings.quiet);
  std::cout << text_report(report) << std::flush;
  if (json) json->write(json_report(report));
  if (html) html->write(page_report(report));
  return report.is_clean() ? 0 : 1;
}

Command bench_command() {
  return {.name = "bench",
          .purpose = "Load a server that has this API, and measure how fast it answers",
          .synopsis = "--target URL [options]",
          .description =
              "Loads a server that has this API, the mock or your own gateway, and reports "
              "how many operations it does and how long they take.",
          .options = described(bench_options),
          .notes = "Ctrl-C ends a run early, with its report.",
          .exit_codes = {{0, "all operations succeeded"},
                         {1, "there were errors, or statuses other than 2xx"},
                         {2, "the run could not start"}},
          .examples = {{"As many polls as 100 connections can do in a minute",
                        "bench --target http://127.0.0.1:8787 --connections 100 --duration 1m"},
                       {"500 submissions per second, with a page of plots",
                        "bench --target http://127.0.0.1:8787 --scenario submit --rate 500 "
                        "--html report.html"}},
          .run = [](const std::vector<std::string>& arguments) {
            return run_bench(read_bench_settings(arguments, environment_key()));
          }};
}

}  // namespace wavespeed_mock::cli
