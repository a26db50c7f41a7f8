#include "cli/bench_settings.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <thread>
#include <utility>

#include "base/file/text_files.h"
#include "base/value/duration_text.h"
#include "cli/arguments/flag_parser.h"
#include "cli/arguments/option_values.h"
#include "records/api_key.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

using load::Plan;
using load::Scenario;

constexpr Duration kNanosecond{1};
constexpr Duration kUsualWarmup = std::chrono::seconds(2);
constexpr std::size_t kMaxConnections = 1'000'000;
constexpr std::size_t kMaxLoadThreads = 1'000;
constexpr std::uint64_t kMaxRequests = 1'000'000'000'000;
constexpr double kMinRate = 0.001;
constexpr double kMaxRate = 1e8;
constexpr int kMinStatus = 100;
constexpr int kMaxStatus = 599;

bool is_visible_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

Value inputs_value(std::string& field) {
  return {.expected = "a JSON object or @ and the path of a file with one",
          .default_text = field,
          .offer = Offer::files_after_at,
          .set = [&field](const RawValue& given) {
            if (given.texts.size() != 1 || given.texts[0].empty()) return false;
            const std::string& text = given.texts[0];
            field = text.starts_with('@') ? read_text_file(text.substr(1), "inputs") : text;
            return true;
          }};
}

Value statuses_value(std::set<int>& field) {
  return {.expected = "HTTP statuses such as 429,503", .set = [&field](const RawValue& given) {
            if (given.texts.size() != 1) return false;
            const std::string& text = given.texts[0];
            std::set<int> statuses;
            const char* at = text.data();
            const char* const end = at + text.size();
            while (true) {
              int status = 0;
              const auto [rest, error] = std::from_chars(at, end, status);
              if (error != std::errc() || status < kMinStatus || status > kMaxStatus) {
                return false;
              }
              statuses.insert(status);
              if (rest == end) break;
              if (*rest != ',') return false;
              at = rest + 1;
            }
            field = std::move(statuses);
            return true;
          }};
}

// Together, the program would have to ignore one of them.
void check_together(const ParsedFlags& given, const Plan& plan) {
  if (given.has("duration") && given.has("requests")) {
    throw ConfigError("option --requests: ends the run, and so does --duration; give one of them");
  }
  if (given.has("task") && plan.scenario != Scenario::poll) {
    throw ConfigError("option --task: is for --scenario poll, not for " +
                      std::string(to_text(plan.scenario)));
  }
  for (const char* const input : {"model", "inputs"}) {
    if (!given.has(input) || !given.has("task")) continue;
    throw ConfigError(std::string("option --") + input +
                      ": is for submitting, and --task names a task that exists");
  }
  if (given.has("poll-interval") && plan.scenario != Scenario::lifecycle) {
    throw ConfigError("option --poll-interval: is for --scenario lifecycle, not for " +
                      std::string(to_text(plan.scenario)));
  }
  if (given.has("threads") && plan.threads > plan.connections) {
    throw ConfigError("option --threads: must be at most the number of --connections, " +
                      std::to_string(plan.connections) + ", not " + std::to_string(plan.threads));
  }
}

// The other half of the cores is for the target, which is often on the same machine.
std::size_t usual_threads(std::size_t connections) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return std::min(connections, std::max<std::size_t>(1, cores / 2));
}

std::vector<Option> options_of_what_is_sent(BenchSettings& to) {
  Plan& plan = to.plan;
  return {
      {.group = "What is sent",
       .name = "target",
       .placeholder = "URL",
       .help = "The server, as http://127.0.0.1:8787; plain http only",
       .value = text_value(plan.target, "the URL of a server such as http://127.0.0.1:8787"),
       .is_url = true},
      {.name = "scenario",
       .placeholder = "NAME",
       .help =
           "poll (the result of one task), submit, lifecycle (submit, poll until the task has "
           "ended, fetch its first output) or sync (submit, and wait for the end in the answer)",
       .value = choice_value(plan.scenario, {{to_text(Scenario::poll), Scenario::poll},
                                             {to_text(Scenario::submit), Scenario::submit},
                                             {to_text(Scenario::lifecycle), Scenario::lifecycle},
                                             {to_text(Scenario::sync), Scenario::sync}})},
      {.name = "model",
       .placeholder = "ID",
       .help = "Model to submit to",
       .value = checked_text_value(plan.model, "the id of a model such as " + plan.model,
                                   is_visible_ascii)},
      {.name = "inputs",
       .placeholder = "JSON|@FILE",
       .help = "Its inputs",
       .value = inputs_value(plan.inputs)},
      {.name = "task",
       .placeholder = "ID",
       .help = "Task to poll; without it one is submitted first",
       .value = checked_text_value(plan.task, "the id of a task", is_visible_ascii)},
      {.name = "key",
       .placeholder = "KEY",
       .help =
           "API key; better kept in WAVESPEED_API_KEY, where other users of this machine do not "
           "see it",
       .value =
           checked_text_value(plan.key, "an API key: visible ASCII characters",
                              [](const std::string& text) { return is_well_formed_key(text); }),
       .default_note = std::string(kLocalKey) + ", for a target on this machine",
       .variable = "WAVESPEED_API_KEY",
       .is_secret = true},
  };
}

std::vector<Option> options_of_the_load(BenchSettings& to) {
  Plan& plan = to.plan;
  return {
      {.group = "How much",
       .name = "connections",
       .placeholder = "NUMBER",
       .help = "Clients, each with a connection of its own and one operation at a time",
       .value = number_value(plan.connections, 1, kMaxConnections)},
      {.name = "threads",
       .placeholder = "NUMBER",
       .help = "Threads that they share",
       .value = number_value(plan.threads, 1, kMaxLoadThreads),
       .default_note = "half of the cores"},
      {.name = "rate",
       .placeholder = "NUMBER",
       .help = "Operations per second, started by a fixed schedule; latency counts from the "
               "scheduled start (open loop). Without it a client starts an operation when its last "
               "one has ended (closed loop)",
       .value = number_value(plan.rate, kMinRate, kMaxRate, "operations per second")},
      {.name = "duration",
       .placeholder = "TIME",
       .help = "How long to measure",
       .value = duration_value(plan.duration, kNanosecond, "10s")},
      {.name = "requests",
       .placeholder = "NUMBER",
       .help = "Measure this many operations instead",
       .value = number_value(plan.requests, 1, kMaxRequests)},
      {.name = "warmup",
       .placeholder = "TIME",
       .help = "Load before that, which is not measured",
       .value = duration_value(plan.warmup, Duration::zero(), "2s or 0"),
       .default_note = to_text(kUsualWarmup) + "; none with --requests"},
      {.name = "timeout",
       .placeholder = "TIME",
       .help = "How long an operation may take, from its scheduled start",
       .value = duration_value(plan.timeout, kNanosecond, "10s")},
      {.name = "poll-interval",
       .placeholder = "TIME",
       .help = "Pause between the polls of a lifecycle",
       .value = duration_value(plan.poll_interval, kNanosecond, "10s")},
  };
}

std::vector<Option> options_of_the_report(BenchSettings& to) {
  return {
      {.group = "What comes out",
       .name = "json",
       .placeholder = "FILE",
       .help = "Write the report as JSON too",
       .value = path_value(to.json)},
      {.name = "html",
       .placeholder = "FILE",
       .help = "Write the report as a page with plots too",
       .value = path_value(to.html)},
      {.name = "allow-status",
       .placeholder = "LIST",
       .help = "Statuses besides 2xx that are not failures: 429,503",
       .value = statuses_value(to.plan.allowed_statuses)},
      {.name = "quiet",
       .placeholder = "",
       .help = "No progress on the terminal",
       .value = toggle_value(to.quiet)},
      {.name = "yes",
       .placeholder = "",
       .help = "Load a target on another machine, which may cost money",
       .value = toggle_value(to.yes)},
  };
}

}  // namespace

std::vector<Option> bench_options(BenchSettings& to) {
  std::vector<Option> options;
  for (auto* const part : {options_of_what_is_sent, options_of_the_load, options_of_the_report}) {
    std::vector<Option> more = part(to);
    std::move(more.begin(), more.end(), std::back_inserter(options));
  }
  return options;
}

BenchSettings read_bench_settings(const std::vector<std::string>& arguments,
                                  const std::string& environment_key) {
  BenchSettings settings;
  Plan& plan = settings.plan;
  const std::vector<Option> options = bench_options(settings);
  const ParsedFlags given = read_flags("bench", options, arguments);
  if (!given.has("target")) {
    throw ConfigError("option --target: is missing; it must be " + options[0].value.expected);
  }
  if (!given.has("key")) plan.key = environment_key;
  if (!plan.key.empty() && !is_well_formed_key(plan.key)) {
    throw ConfigError(
        "environment variable WAVESPEED_API_KEY: must be an API key: visible ASCII characters");
  }
  check_together(given, plan);
  if (!given.has("threads")) plan.threads = usual_threads(plan.connections);
  if (!given.has("warmup") && !plan.requests) plan.warmup = kUsualWarmup;
  return settings;
}

}  // namespace wavespeed_mock::cli
