#include "cli/man_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/arguments/option_values.h"
#include "cli/command_help.h"
#include "cli/command_table.h"
#include "support/program.h"
#include "support/shell.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::man_page_test {
namespace {

using ::testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// A text as the source of the page writes it.
std::string in_page(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c == '-' ? "\\-" : c == '\'' ? "\\(aq" : std::string(1, c);
  }
  return out;
}

TEST(ManPage, HasTheUsualSections) {
  std::vector<std::string> sections;
  for (const std::string& line : lines_of(man_page(commands()))) {
    if (line.starts_with(".SH ")) sections.push_back(line.substr(5, line.size() - 6));
  }
  std::vector<std::string> expected = {"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS"};
  for (const Command& command : commands()) {
    std::string name;
    for (const char c : command.name) name += static_cast<char>(std::toupper(c));
    expected.push_back(name);
  }
  expected.insert(expected.end(), {"ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES"});
  EXPECT_EQ(sections, expected);
}

TEST(ManPage, ListsEveryRowOfEveryTable) {
  const std::string page = man_page(commands());
  for (const Command& command : commands()) {
    SCOPED_TRACE(command.name);
    EXPECT_THAT(page, HasSubstr(in_page(command.purpose)));
    for (const Option& option : command.options) {
      EXPECT_THAT(page, HasSubstr(".TP\n\\fB" + in_page(flag_name(option)) + "\\fR"));
      const std::string by_default = shown_default(option);
      if (!by_default.empty()) {
        EXPECT_THAT(page, HasSubstr("\nDefault: " + in_page(by_default) + ".\n"));
      }
      if (!option.variable.empty()) {
        EXPECT_THAT(page, HasSubstr(".TP\n\\fB" + option.variable + "\\fR\n"));
      }
    }
    for (const ExitCode& one : command.exit_codes) {
      EXPECT_THAT(page, HasSubstr(std::to_string(one.code) + ": " + in_page(one.meaning)));
    }
    for (const Example& one : command.examples) {
      EXPECT_THAT(page, HasSubstr("\nwavespeed\\-mock " + in_page(one.command) + "\n"));
    }
  }
}

TEST(ManPage, NamesAllOptionsThatReadOneVariable) {
  std::string key;
  const Option option = {.name = "key",
                         .placeholder = "KEY",
                         .help = "Key",
                         .value = text_value(key, "a key"),
                         .variable = "PAINT_KEY"};
  const std::vector<Command> table = {{.name = "paint", .options = {option}},
                                      {.name = "sell", .options = {option}}};
  EXPECT_THAT(man_page(table),
              HasSubstr(".TP\n\\fBPAINT_KEY\\fR\nThe same as paint \\-\\-key and sell "
                        "\\-\\-key.\n"));
}

TEST(ManPage, IsAsciiAndHasOnlyKnownRequests) {
  const std::set<std::string> known = {".TH", ".SH", ".SS", ".TP", ".PP", ".br",  ".nf",
                                       ".fi", ".RS", ".RE", ".nh", ".ad", ".\\\""};
  for (const std::string& line : lines_of(man_page(commands()))) {
    for (const char c : line) EXPECT_TRUE(c >= ' ' && c < 0x7f) << line;
    const std::string first = line.substr(0, line.find(' '));
    EXPECT_TRUE(known.contains(first) || !line.starts_with('.')) << line;
    EXPECT_FALSE(line.starts_with('\'')) << line;
  }
}

// A text that begins with a dot is not a request, and a backslash is not an escape.
TEST(ManPage, EscapesDotsAndBackslashes) {
  const std::vector<Command> table = {
      {.name = "paint", .purpose = ".hidden \\ é…", .synopsis = "'quoted'", .description = "'tis"}};
  const std::string page = man_page(table);
  EXPECT_THAT(page, HasSubstr("\n\\&.hidden \\e \\[u00E9]\\[u2026].\n"));
  EXPECT_THAT(page, HasSubstr("\n\\&\\(aqtis\n"));
}

TEST(ManPage, IsFormattedWithoutAWarning) {
  if (!is_installed("groff")) GTEST_SKIP() << "groff is not installed";
  const TempFolder folder;
  const std::string path = folder.write("page.1", man_page(commands())).string();
  EXPECT_EQ(shell_output("groff -ww -man -Tutf8 -z '" + path + "'"), "");
}

TEST(ManCommand, PrintsThePage) {
  Program program({"man"});
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_EQ(program.out().all(), man_page(commands()));
  Program wrong({"man", "serve"});
  EXPECT_EQ(wrong.exit_code(), 2);
  EXPECT_THAT(wrong.err().all(), HasSubstr("argument \"serve\" is not known"));
}

}  // namespace
}  // namespace wavespeed_mock::cli::man_page_test
