// The program wavespeed-mock: finds the command, runs it, and turns what went wrong into one line
// on stderr. Exit code 2: the user can mend it; 1: the machine has run out of
// something, or what the command was to find out is bad news.
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/nearest.h"
#include "cli/bench_command.h"
#include "cli/command_line.h"
#include "cli/contract_command.h"
#include "cli/record_command.h"
#include "cli/serve.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli {
namespace {

using Arguments = std::vector<std::string>;

struct Command {
  std::string_view name;
  std::string_view purpose;
  // Without the command's name; returns the exit code. Throws ConfigError.
  int (*run)(const Arguments& arguments);
};

int run_serve(const Arguments& arguments) {
  const Settings settings = read_settings(arguments, process_environment());
  if (!settings.help) return serve(settings);
  std::cout << serve_help();
  return 0;
}

int run_record(const Arguments& arguments) {
  const RecordSettings settings = read_record_settings(arguments);
  if (!settings.help) return record(settings);
  std::cout << record_help();
  return 0;
}

std::string environment_key() {
  // No other thread is there yet. NOLINTNEXTLINE(concurrency-mt-unsafe)
  const char* const key = std::getenv("WAVESPEED_API_KEY");
  return key == nullptr ? "" : key;
}

int run_contract(const Arguments& arguments) {
  const ContractSettings settings = read_contract_settings(arguments, environment_key());
  if (!settings.help) return run_contract_command(settings);
  std::cout << contract_help();
  return 0;
}

#ifdef WAVESPEED_MOCK_EVENT_ENGINE
int run_load(const Arguments& arguments) {
  const BenchSettings settings = read_bench_settings(arguments, environment_key());
  if (!settings.help) return run_bench(settings);
  std::cout << bench_help();
  return 0;
}
#else
int run_load(const Arguments&) {
  throw ConfigError(
      "command \"bench\": this program was built without Boost, on which the load generator "
      "stands; install libboost1.81-dev and configure with -DWAVESPEED_MOCK_EVENT_ENGINE=ON");
}
#endif

int print_help(const Arguments& arguments);

int print_version(const Arguments&) {
  std::cout << "wavespeed-mock " WAVESPEED_MOCK_VERSION "\n";
  return 0;
}

constexpr Command kCommands[] = {
    {"serve", "Run the API on a port of this machine until a signal stops it", run_serve},
    {"record", "Pass requests on to an API and write a transcript of what was said", run_record},
    {"contract", "Hold the API, this one or the service's own, against the contract", run_contract},
    {"bench", "Load a server that speaks the API, and tell how fast it answers", run_load},
    {"--help", "Print this; \"wavespeed-mock serve --help\" lists that command's options",
     print_help},
    {"--version", "Print the version", print_version},
};

int print_help(const Arguments&) {
  std::cout << "Usage: wavespeed-mock <command> [options]\n"
               "\n"
               "A WaveSpeedAI API that runs on your own machine, without an account or a cost.\n"
               "\n"
               "Commands:\n";
  constexpr std::size_t kColumn = 11;
  for (const Command& command : kCommands) {
    std::string name(command.name);
    name.resize(kColumn, ' ');
    std::cout << "  " << name << command.purpose << '\n';
  }
  return 0;
}

int run(Arguments arguments) {
  const std::string help = "; \"wavespeed-mock --help\" lists them";
  if (arguments.empty()) throw ConfigError("a command is missing" + help);
  const std::string name = arguments.front() == "-h" ? "--help" : arguments.front();
  arguments.erase(arguments.begin());

  std::vector<std::string_view> known;
  for (const Command& command : kCommands) {
    if (command.name == name) return command.run(arguments);
    known.push_back(command.name);
  }
  const std::string hint = did_you_mean(name, known);
  throw ConfigError("command \"" + name + "\" is not known" + (hint.empty() ? help : hint));
}

// A message may quote what a user wrote; whatever that is, a complaint stays one line.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return text;
}

}  // namespace
}  // namespace wavespeed_mock::cli

int main(int argc, char** argv) {
  const auto complain = [](const std::exception& error) {
    std::cerr << "wavespeed-mock: " << wavespeed_mock::cli::on_one_line(error.what()) << '\n';
  };
  try {
    return wavespeed_mock::cli::run({argv + std::min(argc, 1), argv + argc});
  } catch (const wavespeed_mock::ConfigError& error) {
    complain(error);
    return 2;
  } catch (const std::exception& error) {
    complain(error);
    return 1;
  }
}
