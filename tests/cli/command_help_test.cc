#include "cli/command_help.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments/option_values.h"
#include "cli/command_table.h"

namespace wavespeed_mock::cli::command_help_test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string with_single_spaces(const std::string& text) {
  std::istringstream words(text);
  std::string out;
  for (std::string word; words >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(CommandHelp, OfEachCommandListsEveryRowOfItsTable) {
  for (const Command& command : commands()) {
    SCOPED_TRACE(command.name);
    const std::string help = command_help(command);
    EXPECT_THAT(help, StartsWith("Usage: wavespeed-mock " + std::string(command.name)));
    EXPECT_THAT(help, HasSubstr("-h, --help"));
    const std::string words = with_single_spaces(help);
    for (const Option& option : command.options) {
      EXPECT_THAT(words,
                  HasSubstr(flag_with_value(option) + ' ' + option.help + limits_note(option)));
    }
    for (const ExitCode& one : command.exit_codes) {
      EXPECT_THAT(words, HasSubstr(std::to_string(one.code) + ' ' + std::string(one.meaning)));
    }
  }
}

TEST(CommandHelp, FitsATerminalInTwoColumns) {
  for (const Command& command : commands()) {
    SCOPED_TRACE(command.name);
    for (const std::string& line : lines_of(command_help(command))) {
      EXPECT_LE(line.size(), 80U) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
    const std::vector<std::string> lines = lines_of(options_help(command.options));
    std::size_t column = 0;
    for (const std::string& line : lines) {
      if (line.starts_with("  -")) column = line.find_first_not_of(' ', line.find("  ", 3));
      if (!line.starts_with("  ")) continue;
      ASSERT_GT(line.size(), column) << line;
      EXPECT_NE(line[column], ' ') << line;
      EXPECT_EQ(line.substr(column - 2, 2), "  ") << line;
    }
  }
}

TEST(CommandHelp, IsWrittenInOneStyle) {
  for (const Command& command : commands()) {
    std::set<std::string_view> names;
    for (const Option& option : command.options) {
      SCOPED_TRACE(std::string(command.name) + ' ' + std::string(option.name));
      EXPECT_TRUE(names.insert(option.name).second) << "appears twice";
      EXPECT_FALSE(option.help.empty());
      EXPECT_NE(option.help.back(), '.');
      EXPECT_FALSE(option.value.expected.empty());
      EXPECT_EQ(option.placeholder.empty(), option.value.form == Form::toggle);
    }
  }
}

TEST(CommandHelp, LeavesOutTheDefaultOfAToggleThatIsOff) {
  bool on = true;
  bool off = false;
  int number = 0;
  auto shown = [](Value value) { return shown_default(Option{.value = std::move(value)}); };
  EXPECT_EQ(shown(toggle_value(off)), "");
  EXPECT_EQ(shown(toggle_value(on)), "true");
  EXPECT_EQ(shown(number_value(number, 0, 1)), "0");
}

TEST(CommandHelp, ShowsTheRangeAndTheDefault) {
  int number = 3;
  std::optional<double> unset;
  std::string text;
  auto shown = [](Value value) { return limits_note(Option{.value = std::move(value)}); };
  EXPECT_EQ(shown(number_value(number, 0, 5)), " (0 to 5; default 3)");
  EXPECT_EQ(shown(number_value(unset, 0, 5)), " (0 to 5)");
  EXPECT_EQ(shown(text_value(text, "a text")), "");
  text = "x";
  EXPECT_EQ(shown(text_value(text, "a text")), " (default x)");
}

TEST(CommandHelp, ShowsGroupsUnderTheirHeadings) {
  bool on = false;
  const std::vector<Option> options = {
      {.group = "First", .name = "a", .help = "One", .value = toggle_value(on)},
      {.name = "b", .help = "Two", .value = toggle_value(on)},
      {.group = "Second", .name = "c", .help = "Three", .value = toggle_value(on)}};
  EXPECT_EQ(options_help(options),
            "\nFirst:\n"
            "  --a         One\n"
            "  --b         Two\n"
            "\nSecond:\n"
            "  --c         Three\n"
            "\nHelp:\n"
            "  -h, --help  Print this\n");
}

TEST(CommandHelp, OfTheProgramListsTheCommands) {
  const std::string help = program_help(commands());
  EXPECT_THAT(help, StartsWith("Usage: wavespeed-mock <command> [options]\n"));
  for (const Command& command : commands()) {
    EXPECT_THAT(with_single_spaces(help),
                HasSubstr(' ' + std::string(command.name) + ' ' + std::string(command.purpose)));
  }
  for (const std::string& line : lines_of(help)) EXPECT_LE(line.size(), 80U) << line;
}

}  // namespace
}  // namespace wavespeed_mock::cli::command_help_test
