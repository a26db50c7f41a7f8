#include "cli/command_table.h"

#ifdef WAVESPEED_MOCK_EVENT_ENGINE
#include "cli/bench_command.h"
#else
#include "wavespeed_mock/error.h"
#endif
#include "cli/check_command.h"
#include "cli/completion_command.h"
#include "cli/contract_command.h"
#include "cli/help_command.h"
#include "cli/man_command.h"
#include "cli/models/models_command.h"
#include "cli/record_command.h"
#include "cli/schema_command.h"
#include "cli/serve.h"

namespace wavespeed_mock::cli {
namespace {

#ifndef WAVESPEED_MOCK_EVENT_ENGINE
Command bench_command() {
  return {.name = "bench",
          .purpose = "Load a server (not in this program: it was built without it)",
          .synopsis = "--target URL [options]",
          .description = "This program was built without the load generator.",
          .run = [](const std::vector<std::string>&) -> int {
            throw ConfigError(
                "command \"bench\": this program was built without the load generator; configure "
                "with -DWAVESPEED_MOCK_EVENT_ENGINE=ON");
          }};
}
#endif

}  // namespace

// To add a command, write a file that makes its row, and add it here.
std::vector<Command> commands() {
  std::vector<Command> list = {serve_command(),  record_command(),     contract_command(),
                               bench_command(),  models_command(),     check_command(),
                               schema_command(), completion_command(), man_command()};
  std::vector<std::string> names;
  names.reserve(list.size());
  for (const Command& command : list) names.emplace_back(command.name);
  list.push_back(help_command(std::move(names)));
  return list;
}

}  // namespace wavespeed_mock::cli
