#include "cli/bench_settings.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string_view>
#include <thread>

#include "base/file/text_files.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "records/api_key.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

using load::Plan;
using load::Scenario;

struct Flag {
  std::string_view name;
  std::string_view expected;  // ends "must be …"; empty for one that takes no value
  bool (*set)(BenchSettings& to, const std::string& text);
};

template <class Number>
bool set_number(Number& field, const std::string& text, Number least, Number most) {
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, field);
  return error == std::errc() && rest == end && field >= least && field <= most;
}

bool set_text(std::string& field, const std::string& text) {
  field = text;
  return !text.empty();
}

template <class Field>
bool set_duration(Field& field, const std::string& text, Duration least) {
  const auto duration = parse_duration(text);
  if (!duration || *duration < least) return false;
  field = *duration;
  return true;
}

bool set_scenario(BenchSettings& to, const std::string& text) {
  for (const Scenario scenario :
       {Scenario::poll, Scenario::submit, Scenario::lifecycle, Scenario::sync}) {
    to.plan.scenario = scenario;
    if (text == to_text(scenario)) return true;
  }
  return false;
}

bool set_inputs(BenchSettings& to, const std::string& text) {
  to.plan.inputs = text.starts_with('@') ? read_text_file(text.substr(1), "inputs") : text;
  return !text.empty();
}

bool set_statuses(BenchSettings& to, const std::string& text) {
  constexpr int kLeast = 100;
  constexpr int kMost = 599;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    int status = 0;
    if (!set_number(status, text.substr(begin, end - begin), kLeast, kMost)) return false;
    to.plan.allowed_statuses.insert(status);
    begin = end + 1;
  }
  return true;
}

constexpr Duration kNanosecond{1};
constexpr std::size_t kMostConnections = 1'000'000;
constexpr std::size_t kMostThreads = 1'000;
constexpr std::uint64_t kMostRequests = 1'000'000'000'000;
constexpr double kLeastRate = 0.001;
constexpr double kMostRate = 1e8;
constexpr std::string_view kTimeAboveZero = "a duration above 0 such as 10s";

constexpr Flag kFlags[] = {
    {"--target", "the URL of a server such as http://127.0.0.1:8787",
     [](BenchSettings& to, const std::string& text) { return set_text(to.plan.target, text); }},
    {"--scenario", "poll, submit, lifecycle or sync", set_scenario},
    {"--model", "the id of a model such as wavespeed-ai/flux-dev",
     [](BenchSettings& to, const std::string& text) {
       return set_text(to.plan.model, text) &&
              std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
     }},
    {"--inputs", "a JSON object or @ and the path of a file with one", set_inputs},
    {"--task", "the id of a task",
     [](BenchSettings& to, const std::string& text) {
       return set_text(to.plan.task, text) &&
              std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
     }},
    {"--key", "an API key: visible ASCII characters",
     [](BenchSettings& to, const std::string& text) {
       to.plan.key = text;
       return is_well_formed_key(text);
     }},
    {"--connections", "a whole number from 1 to 1000000",
     [](BenchSettings& to, const std::string& text) {
       return set_number<std::size_t>(to.plan.connections, text, 1, kMostConnections);
     }},
    {"--threads", "a whole number from 1 to 1000",
     [](BenchSettings& to, const std::string& text) {
       return set_number<std::size_t>(to.plan.threads, text, 1, kMostThreads);
     }},
    {"--rate", "a number of operations per second from 0.001 to 100000000",
     [](BenchSettings& to, const std::string& text) {
       return set_number(to.plan.rate.emplace(), text, kLeastRate, kMostRate);
     }},
    {"--duration", kTimeAboveZero,
     [](BenchSettings& to, const std::string& text) {
       return set_duration(to.plan.duration, text, kNanosecond);
     }},
    {"--requests", "a whole number above 0",
     [](BenchSettings& to, const std::string& text) {
       return set_number<std::uint64_t>(to.plan.requests.emplace(), text, 1, kMostRequests);
     }},
    {"--warmup", "a duration such as 2s or 0",
     [](BenchSettings& to, const std::string& text) {
       return set_duration(to.plan.warmup, text, Duration::zero());
     }},
    {"--timeout", kTimeAboveZero,
     [](BenchSettings& to, const std::string& text) {
       return set_duration(to.plan.timeout, text, kNanosecond);
     }},
    {"--poll-interval", kTimeAboveZero,
     [](BenchSettings& to, const std::string& text) {
       return set_duration(to.plan.poll_interval, text, kNanosecond);
     }},
    {"--allow-status", "HTTP statuses such as 429,503", set_statuses},
    {"--json", "the path of a file",
     [](BenchSettings& to, const std::string& text) {
       to.json = text;
       return !text.empty();
     }},
    {"--html", "the path of a file",
     [](BenchSettings& to, const std::string& text) {
       to.html = text;
       return !text.empty();
     }},
    {"--yes", "", [](BenchSettings& to, const std::string&) { return to.yes = true; }},
    {"--quiet", "", [](BenchSettings& to, const std::string&) { return to.quiet = true; }},
};

[[noreturn]] void complain_of(const std::string& argument) {
  if (!argument.starts_with('-')) {
    throw ConfigError("argument " + json_quote(argument) +
                      " is not known; options begin with \"--\"");
  }
  const std::string name = argument.substr(0, argument.find('='));
  std::vector<std::string_view> known;
  for (const Flag& flag : kFlags) known.push_back(flag.name);
  const std::string hint = did_you_mean(name, known);
  throw ConfigError("option " + json_quote(name) + " is not known" +
                    (hint.empty() ? "; \"wavespeed-mock bench --help\" lists all" : hint));
}

void set(const Flag& flag, const std::vector<std::string>& texts, BenchSettings& to) {
  const std::string where = "option " + std::string(flag.name);
  if (texts.size() > 1) {
    throw ConfigError(where + ": given " + std::to_string(texts.size()) +
                      " times, may be given once");
  }
  if (flag.set(to, texts[0])) return;
  // Secrets are not repeated.
  throw ConfigError(where + ": must be " + std::string(flag.expected) + ", not " +
                    (flag.name == "--key" ? "this one" : json_quote(texts[0])));
}

// Given together, one of them would be ignored.
template <class Given>
void check_together(const Given& given, const Plan& plan) {
  if (plan.target.empty()) {
    throw ConfigError("option --target: is missing; it must be " + std::string(kFlags[0].expected));
  }
  if (given("--duration") && given("--requests")) {
    throw ConfigError("option --requests: ends the run, and so does --duration; give one of them");
  }
  if (given("--task") && plan.scenario != Scenario::poll) {
    throw ConfigError("option --task: is for --scenario poll, not for " +
                      std::string(to_text(plan.scenario)));
  }
  for (const char* const input : {"--model", "--inputs"}) {
    if (!given(input) || !given("--task")) continue;
    throw ConfigError(std::string("option ") + input +
                      ": is for submitting, and --task names a task that is there");
  }
  if (given("--poll-interval") && plan.scenario != Scenario::lifecycle) {
    throw ConfigError("option --poll-interval: is for --scenario lifecycle, not for " +
                      std::string(to_text(plan.scenario)));
  }
  if (plan.threads > plan.connections) {
    throw ConfigError("option --threads: must be at most as many as --connections, " +
                      std::to_string(plan.connections) + ", not " + std::to_string(plan.threads));
  }
}

// The other half of the cores is for what is loaded, which is often on the same machine.
std::size_t usual_threads(std::size_t connections) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return std::min(connections, std::max<std::size_t>(1, cores / 2));
}

}  // namespace

BenchSettings read_bench_settings(const std::vector<std::string>& arguments,
                                  const std::string& environment_key) {
  CLI::App app;
  app.allow_extras();
  app.set_help_flag();
  const CLI::Option* const help = app.add_flag("-h,--help");
  std::vector<const CLI::Option*> options;
  for (const Flag& flag : kFlags) {
    const std::string name(flag.name);
    options.push_back(
        flag.expected.empty()
            ? app.add_flag(name)
            : app.add_option(name)->expected(1)->allow_extra_args(false)->multi_option_policy(
                  CLI::MultiOptionPolicy::TakeAll));
    // The value behind an option that ends in "=" would be taken from the next argument.
    if (std::find(arguments.begin(), arguments.end(), name + '=') != arguments.end()) {
      throw ConfigError(
          "option " + name + ": must be " +
          (flag.expected.empty() ? "given without a value" : std::string(flag.expected)) +
          ", not \"\"");
    }
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError&) {
    // Extras are allowed and values are not checked there: what is left is a value that is missing,
    // or one that nobody asked for.
    throw ConfigError("option " + arguments.back() + ": needs a value, or takes none");
  }
  BenchSettings settings;
  settings.help = help->count() > 0;
  if (settings.help) return settings;
  if (app.remaining_size() > 0) complain_of(app.remaining().front());

  Plan& plan = settings.plan;
  plan.key = environment_key;
  if (!plan.key.empty() && !is_well_formed_key(plan.key)) {
    throw ConfigError(
        "environment variable WAVESPEED_API_KEY: must be an API key: visible ASCII characters");
  }
  plan.threads = 0;
  const auto given = [&](std::string_view name) {
    const auto at = std::find_if(std::begin(kFlags), std::end(kFlags),
                                 [&](const Flag& flag) { return flag.name == name; });
    return options[static_cast<std::size_t>(at - std::begin(kFlags))]->count() > 0;
  };
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i]->count() > 0) set(kFlags[i], options[i]->results(), settings);
  }
  check_together(given, plan);
  if (plan.threads == 0) plan.threads = usual_threads(plan.connections);
  if (!given("--warmup") && !plan.requests) plan.warmup = std::chrono::seconds(2);
  return settings;
}

std::string bench_help() {
  return "Usage: wavespeed-mock bench --target URL [options]\n"
         "\n"
         "Loads a server that speaks the API, this mock or your own gateway, and tells how\n"
         "many operations it does and how long they take.\n"
         "\n"
         "What is sent:\n"
         "  --target URL         The server, as http://127.0.0.1:8787; plain http only\n"
         "  --scenario NAME      poll (the result of one task), submit, lifecycle (submit,\n"
         "                       poll until it is final, fetch its first output) or sync\n"
         "                       (submit, and wait in the answer) [default: poll]\n"
         "  --model ID           Model to submit to [default: wavespeed-ai/flux-dev]\n"
         "  --inputs JSON|@FILE  Its inputs [default: {\"prompt\": \"A cat\"}]\n"
         "  --task ID            Task to poll; without it one is submitted first\n"
         "  --key KEY            API key; better kept in WAVESPEED_API_KEY, where other\n"
         "                       users of this machine do not see it\n"
         "                       [default for a target on this machine: bench]\n"
         "\n"
         "How much:\n"
         "  --connections NUMBER Clients, each with a connection of its own and one\n"
         "                       operation at a time [default: 32]\n"
         "  --threads NUMBER     Threads that they share [default: half of the cores]\n"
         "  --rate NUMBER        Operations per second that begin by a fixed schedule, and\n"
         "                       whose latency counts from there (open loop); without it\n"
         "                       a client begins one when its last has ended (closed loop)\n"
         "  --duration TIME      How long is measured [default: 10s]\n"
         "  --requests NUMBER    Measure so many operations instead\n"
         "  --warmup TIME        Load before that, which is not measured\n"
         "                       [default: 2s; with --requests none]\n"
         "  --timeout TIME       How long an operation may take, from its intended start\n"
         "                       [default: 30s]\n"
         "  --poll-interval TIME Pause between the polls of a lifecycle [default: 1s]\n"
         "\n"
         "What comes out:\n"
         "  --json FILE          Write the report as JSON too\n"
         "  --html FILE          Write it as a page with plots too\n"
         "  --allow-status LIST  Statuses beside 2xx that are no reason to fail: 429,503\n"
         "  --quiet              No progress on the terminal\n"
         "  --yes                Load a target on another machine, which may cost money\n"
         "  -h, --help           Print this\n"
         "\n"
         "Ctrl-C ends a run early, with its report. Exit code: 0 all went well, 1 there\n"
         "were errors or statuses other than 2xx, 2 it could not be tried.\n";
}

}  // namespace wavespeed_mock::cli
