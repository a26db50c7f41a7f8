#include "cli/command_help.h"

#include <algorithm>

namespace wavespeed_mock::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::string_view kMargin = "  ";
constexpr std::string_view kParagraphEnd = "\n\n";
constexpr std::string_view kHelpFlags = "-h, --help";

// `text` broken at spaces so that no line grows beyond the width; all lines but the first are
// indented.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (column > indent && column + 1 + word.size() > kWidth) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

// An entry of two columns; `indent` is where the second begins.
std::string entry(std::string_view term, std::string_view meaning, std::size_t indent) {
  std::string line = std::string(kMargin) + std::string(term);
  line.resize(std::max(indent, line.size() + kMargin.size()), ' ');
  return line + wrapped(meaning, indent) + '\n';
}

std::string paragraphs(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(kParagraphEnd), text.size());
    out += '\n' + wrapped(text.substr(0, end), 0) + '\n';
    text.remove_prefix(std::min(end + kParagraphEnd.size(), text.size()));
  }
  return out;
}

std::string exit_codes_help(std::span<const ExitCode> codes) {
  if (codes.empty()) return "";
  std::string out = "\nExit codes:\n";
  for (const ExitCode& one : codes) {
    const std::string number = std::to_string(one.code);
    out += entry(number, one.meaning, 2 * kMargin.size() + number.size());
  }
  return out;
}

}  // namespace

std::string flag_with_value(const Option& option) {
  if (option.placeholder.empty()) return flag_name(option);
  return flag_name(option) + ' ' + std::string(option.placeholder);
}

std::string shown_default(const Option& option) {
  if (!option.default_note.empty()) return option.default_note;
  const bool is_off = option.value.form == Form::toggle && option.value.default_text == "false";
  return is_off ? "" : option.value.default_text;
}

std::string limits_note(const Option& option) {
  const std::string by_default = shown_default(option);
  const std::string& range = option.value.range;
  if (by_default.empty() && range.empty()) return "";
  return " (" + range + (range.empty() || by_default.empty() ? "" : "; ") +
         (by_default.empty() ? "" : "default " + by_default) + ')';
}

std::string options_help(std::span<const Option> options) {
  std::size_t longest = kHelpFlags.size();
  for (const Option& option : options) {
    longest = std::max(longest, flag_with_value(option).size());
  }
  const std::size_t indent = kMargin.size() + longest + kMargin.size();

  std::string out;
  const bool has_groups = !options.empty() && !options.front().group.empty();
  if (!has_groups) out += "\nOptions:\n";
  for (const Option& option : options) {
    if (!option.group.empty()) out += '\n' + std::string(option.group) + ":\n";
    std::string meaning = option.help;
    meaning += limits_note(option);
    out += entry(flag_with_value(option), meaning, indent);
  }
  if (has_groups) out += "\nHelp:\n";
  return out + entry(kHelpFlags, "Print this", indent);
}

std::string command_help(const Command& command) {
  const std::string arguments = command.synopsis.empty() ? "" : ' ' + std::string(command.synopsis);
  return "Usage: wavespeed-mock " + std::string(command.name) + arguments + '\n' +
         paragraphs(command.description) + options_help(command.options) +
         paragraphs(command.notes) + exit_codes_help(command.exit_codes);
}

std::string program_help(std::span<const Command> commands) {
  constexpr std::string_view kVersion = "--version";
  std::size_t longest = kHelpFlags.size();
  for (const Command& command : commands) longest = std::max(longest, command.name.size());
  const std::size_t indent = kMargin.size() + longest + kMargin.size();

  std::string out =
      "Usage: wavespeed-mock <command> [options]\n"
      "\n"
      "A WaveSpeedAI API that runs on your own machine, without an account or a cost.\n"
      "\n"
      "Commands:\n";
  for (const Command& command : commands) out += entry(command.name, command.purpose, indent);
  out += '\n' + entry(kHelpFlags, "Print this; after a command, print its options", indent);
  return out + entry(kVersion, "Print the version", indent);
}

}  // namespace wavespeed_mock::cli
