#include "cli/models/models_command.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "cli/arguments/flag_parser.h"
#include "cli/models/catalogue_pages.h"
#include "cli/models/catalogue_pull.h"
#include "cli/models/catalogue_reports.h"
#include "cli/models/models_settings.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

struct Subcommand {
  std::string_view name;
  std::string_view operands;  // as the help shows them
  std::size_t min;            // how many
  std::size_t max;
  std::vector<std::string_view> options;  // those that it takes
  int (*run)(const ModelsSettings& settings);
};

constexpr std::size_t kAnyNumber = 1'000'000;

const std::vector<Subcommand>& subcommands() {
  static const std::vector<Subcommand> list = {
      {"list", "[TEXT]", 0, 1, {"models", "fixtures", "type", "json"}, list_models},
      {"show", "ID", 1, 1, {"models", "fixtures", "json"}, show_model},
      {"price", "ID [INPUTS]", 1, 2, {"models", "fixtures", "json"}, price_task},
      {"pull", "--out FILE", 0, 0, {"from", "api-key", "ca-file", "out"}, pull_catalogue},
      {"diff", "OLD NEW", 2, 2, {"json"}, compare_catalogues},
      {"check", "FILE…", 1, kAnyNumber, {"json"}, check_catalogues},
      {"reduce", "FILE --out FILE", 1, 1, {"out"}, reduce_catalogue},
  };
  return list;
}

const Subcommand& subcommand_named(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Subcommand& each : subcommands()) {
    if (each.name == name) return each;
    names.push_back(each.name);
  }
  throw ConfigError(
      "the subcommand of models must be list, show, price, pull, diff, check or "
      "reduce, not " +
      text_quote(name) + did_you_mean(name, names));
}

int run(const std::vector<std::string>& arguments) {
  ModelsSettings settings;
  const std::vector<Option> options = models_options(settings);
  ParsedFlags given = read_flags("models", options, arguments, Operands::taken);
  std::vector<std::string>& operands = given.operands;
  if (operands.empty()) {
    throw ConfigError(
        "a subcommand of models is missing: list, show, price, pull, diff, check or reduce");
  }
  const Subcommand& subcommand = subcommand_named(operands.front());
  operands.erase(operands.begin());
  const std::string usage =
      "models " + std::string(subcommand.name) + ' ' + std::string(subcommand.operands);
  if (operands.size() < subcommand.min || operands.size() > subcommand.max) {
    throw ConfigError("models " + std::string(subcommand.name) + ": " +
                      (operands.size() < subcommand.min
                           ? "an argument is missing"
                           : "takes no argument " + text_quote(operands[subcommand.max])) +
                      "; the form is \"" + usage + '"');
  }
  for (const GivenFlag& flag : given.flags) {
    if (std::ranges::find(subcommand.options, flag.option->name) != subcommand.options.end())
      continue;
    throw ConfigError("models " + std::string(subcommand.name) + ": takes no option " +
                      flag_name(*flag.option));
  }
  settings.operands = std::move(operands);
  return subcommand.run(settings);
}

}  // namespace

Command models_command() {
  return {
      .name = "models",
      .purpose = "List models and their prices, and bring in the service's catalogue",
      .synopsis = "SUBCOMMAND [arguments] [options]",
      .description =
          "list [TEXT]: the models whose id, type or description contain TEXT, with their prices.\n"
          "\n"
          "show ID: the inputs of a model, what it costs, and an example of a call.\n"
          "\n"
          "price ID [INPUTS]: what a task costs with these inputs, a JSON object.\n"
          "\n"
          "pull --out FILE: asks the service for its models, which costs nothing, and writes them "
          "to "
          "a file for \"wavespeed-mock serve --models FILE\".\n"
          "\n"
          "diff OLD NEW: the models that are new, gone or changed between two such files.\n"
          "\n"
          "check FILE…: what is odd in such files. The mock loads them all the same.\n"
          "\n"
          "reduce FILE --out FILE: such a file without descriptions and other texts for people, "
          "one "
          "model a line.",
      .options = described(models_options),
      .exit_codes = {{0, "done; diff: the files have the same models; check: nothing is odd"},
                     {1, "diff: the files differ; check: something is odd"},
                     {2, "the command line or a file is wrong, or the service did not answer"}},
      .examples = {{"Bring in the live catalogue", "models pull --out models.json"},
                   {"Find a model", "models list upscale"},
                   {"Ask for a price", "models price wavespeed-ai/flux-dev '{\"num_images\": 2}'"}},
      .operands = {"list", "show", "price", "pull", "diff", "check", "reduce"},
      .operand_offer = Offer::files,
      .run = run};
}

}  // namespace wavespeed_mock::cli
