#include "cli/check_command.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/arguments/flag_parser.h"
#include "cli/arguments/option_values.h"
#include "cli/file_check.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

constexpr const char* kByContent = "auto";

std::vector<std::string> kind_choices() {
  std::vector<std::string> names = file_kind_names();
  names.insert(names.begin(), kByContent);
  return names;
}

std::optional<FileKind> kind_named(const std::string& name) {
  const std::vector<std::string> names = file_kind_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<FileKind>(found - names.begin());
}

// File names are not always UTF-8.
std::string to_json(const std::vector<CheckedFile>& files, bool valid) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const CheckedFile& file : files) {
    list.push_back({{"file", file.name}, {"kind", nullptr}, {"problems", file.problems}});
    if (file.kind) list.back()["kind"] = kind_name(*file.kind);
  }
  const nlohmann::ordered_json report = {{"valid", valid}, {"files", std::move(list)}};
  return report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

int check(const CheckSettings& settings) {
  const std::vector<CheckedFile> files = check_files(settings.paths, kind_named(settings.kind));
  const auto right = static_cast<std::size_t>(std::count_if(
      files.begin(), files.end(), [](const CheckedFile& file) { return file.problems.empty(); }));
  const bool all_right = right == files.size();
  if (settings.json) {
    std::cout << to_json(files, all_right) << '\n';
    return all_right ? 0 : 1;
  }
  for (const CheckedFile& file : files) {
    for (const std::string& problem : file.problems) std::cerr << problem << '\n';
  }
  std::cout << right;
  if (!all_right) std::cout << " of " << files.size();
  std::cout << (files.size() == 1 ? " file is valid\n" : " files are valid\n");
  return all_right ? 0 : 1;
}

}  // namespace

std::vector<Option> check_options(CheckSettings& to) {
  return {
      {.name = "as",
       .placeholder = "KIND",
       .help = "What the files are: config, fixture, scenario, contract-case or transcript; auto "
               "tells it by their content",
       .value = choice_value(to.kind, kind_choices())},
      {.name = "json",
       .placeholder = "",
       .help = "Print a JSON report to stdout, and nothing to stderr",
       .value = toggle_value(to.json)},
  };
}

CheckSettings read_check_settings(const std::vector<std::string>& arguments) {
  CheckSettings settings;
  const std::vector<Option> options = check_options(settings);
  settings.paths = read_flags("check", options, arguments, Operands::taken).operands;
  if (settings.paths.empty()) {
    throw ConfigError("check: a file is missing: give the paths of files, or of folders of them");
  }
  return settings;
}

Command check_command() {
  return {
      .name = "check",
      .purpose = "Find what is wrong in config, fixture, scenario and other files",
      .synopsis = "FILE… [options]",
      .description =
          "Reads files as \"wavespeed-mock serve\" does, and prints one line for each error: the "
          "file, the entry, the field, the problem. FILE is a file, or a folder with *.json and "
          "*.jsonl files. All are checked together: scenarios may use what fixture "
          "files define, and a config file brings the files that it names.\n"
          "\n"
          "The content tells the kind of a file. A transcript has the field "
          "\"wavespeed_mock_transcript\" in its first line, contract cases have the field "
          "\"cases\", and \"$schema\" may name one of the schemas of \"wavespeed-mock schema\". "
          "Otherwise the kind is the one that has most of the file's fields; in a tie, fixture, "
          "then scenario, then config. --as overrides this.",
      .options = described(check_options),
      .notes =
          "Each wrong entry of a fixture file and each wrong option of a config file is "
          "reported. In other files, and within one entry, only the first error is.",
      .exit_codes = {{0, "the files are valid"},
                     {1, "a file is not valid, or cannot be read"},
                     {2, "the command line is wrong"}},
      .examples = {{"Check what the tests of a project start from", "check mock.json fixtures/"},
                   {"Say that a file is a scenario", "check --as scenario outage.json"}},
      .operand_offer = Offer::files,
      .run = [](const std::vector<std::string>& arguments) {
        return check(read_check_settings(arguments));
      }};
}

}  // namespace wavespeed_mock::cli
