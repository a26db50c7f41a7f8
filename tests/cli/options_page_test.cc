#include "cli/options_page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "cli/arguments/option_values.h"
#include "cli/contract_command.h"
#include "cli/contract_settings.h"
#include "cli/option_table.h"
#include "cli/record_settings.h"
#ifdef WAVESPEED_MOCK_EVENT_ENGINE
#include "cli/bench_settings.h"
#endif

namespace wavespeed_mock::cli::options_page_test {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// A page of the documentation.
std::string text_of(const std::string& page) {
  const std::filesystem::path path = std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / page;
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

// The text between the two marks of a page in the documentation.
std::string table_in(const std::string& page) {
  const std::string text = text_of(page);
  const std::string opening = "<!-- options -->\n";
  const std::size_t begin = text.find(opening);
  const std::size_t end = text.find("<!-- /options -->");
  if (begin == std::string::npos || end == std::string::npos || begin > end) return "no marks";
  return text.substr(begin + opening.size(), end - begin - opening.size());
}

void expect_table(const std::string& page, const std::string& table) {
  EXPECT_EQ(table_in(page), table) << "Between its two marks, " << page << " has to read:\n"
                                   << table;
}

TEST(OptionsPage, HasTheTableThatTheProgramPrints) {
  expect_table("docs/options.md", options_markdown(described(serve_options)));
}

TEST(OptionsPage, OfTheOtherCommandsHasTheirTable) {
  expect_table("docs/recording.md", flags_markdown(described(record_options)));
  expect_table("docs/contract.md", flags_markdown(described(contract_options)));
#ifdef WAVESPEED_MOCK_EVENT_ENGINE
  expect_table("docs/bench.md", flags_markdown(described(bench_options)));
#endif
}

TEST(ContractPage, HasTheExitCodesThatTheCommandHas) {
  const std::string page = text_of("docs/contract.md");
  for (const ExitCode& one : contract_command().exit_codes) {
    const std::string row =
        "| " + std::to_string(one.code) + " | " + std::string(one.meaning) + " |\n";
    EXPECT_NE(page.find(row), std::string::npos) << "is missing: " << row;
  }
}

TEST(OptionsPage, HasOneLineForEachRow) {
  const std::vector<Option> options = described(serve_options);
  const std::vector<std::string> lines = lines_of(options_markdown(options));
  ASSERT_EQ(lines.size(), options.size() + 2);
  EXPECT_EQ(lines[0], "| option | environment | config key | default | meaning |");
  EXPECT_EQ(lines[1], "|---|---|---|---|---|");
  EXPECT_EQ(lines[3],
            "| `--port NUMBER` | `WAVESPEED_MOCK_PORT` | `port` | `8787` | Port to listen on; 0 "
            "takes any free one (0 to 65535) |");
  EXPECT_EQ(lines[10],
            "| `--config FILE` | `WAVESPEED_MOCK_CONFIG` | | | Read options from this JSON file; "
            "paths in it are relative to its folder |");
  for (const std::string& line : lines) {
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 6) << line;
  }
}

TEST(OptionsPage, EscapesABarAndDescribesDefaults) {
  std::string field;
  const std::vector<Option> options = {{.name = "inputs",
                                        .placeholder = "JSON|@FILE",
                                        .help = "Its inputs",
                                        .value = text_value(field, "a text"),
                                        .default_note = "half of them"}};
  EXPECT_EQ(lines_of(flags_markdown(options)).back(),
            "| `--inputs JSON\\|@FILE` | half of them | Its inputs |");
}

}  // namespace
}  // namespace wavespeed_mock::cli::options_page_test
