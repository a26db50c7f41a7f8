#include "cli/fish_completion.h"

#include "cli/shell_words.h"

namespace wavespeed_mock::cli {
namespace {

std::string fish_quoted(std::string_view text) {
  return '\'' + escaped(text, "'\\") + '\'';
}

// What fish runs for the words to offer.
std::string fish_call(const std::string& call) {
  return " -a " + fish_quoted('(' + call + ')');
}

std::string fish_offer(const Words& words, Offer offer) {
  std::string out;
  if (!words.empty()) out += " -a " + fish_quoted(spaced(words));
  if (offer == Offer::files) out += " -F";
  if (offer == Offer::folders) out += fish_call("__fish_complete_directories");
  if (offer == Offer::files_after_at) out += fish_call("__wavespeed_mock_files_after_at");
  return out;
}

std::string fish_value(const Value& value) {
  const Words words = offered_values(value);
  if (value.is_list) return " -x" + fish_call("__wavespeed_mock_list " + spaced(words));
  return (value.offer == Offer::files ? " -r" : " -x") + fish_offer(words, value.offer);
}

std::string fish_command(const Command& command) {
  const std::string begin =
      "complete -c wavespeed-mock -n '__wavespeed_mock_after " + std::string(command.name);
  const std::string start = begin + "'";
  std::string out;
  for (const Option& option : command.options) {
    out += start + " -l " + std::string(option.name);
    if (takes_value(option)) out += fish_value(option.value);
    out += " -d " + fish_quoted(first_clause(option.help)) + '\n';
  }
  if (!command.operands.empty()) {
    out += begin + "; and __wavespeed_mock_is_first'" +
           fish_offer(command.operands, Offer::nothing) + '\n';
  }
  if (command.operand_offer != Offer::nothing) {
    out += start + fish_offer({}, command.operand_offer) + '\n';
  }
  return out;
}

}  // namespace

std::string fish_script(std::span<const Command> commands) {
  std::string out =
      "# Completion of wavespeed-mock in fish; printed by \"wavespeed-mock completion fish\".\n"
      "function __wavespeed_mock_after  # a command\n"
      "    set -l words (commandline -opc)\n"
      "    test (count $words) -gt 1; and test $words[2] = $argv[1]\n"
      "end\n"
      "function __wavespeed_mock_is_first  # of what follows the command\n"
      "    test (count (commandline -opc)) -eq 2\n"
      "end\n"
      "function __wavespeed_mock_value  # that is being typed, also of --flag=value\n"
      "    commandline -ct | string replace -r '^--[^=]*=' ''\n"
      "end\n"
      "function __wavespeed_mock_list  # separated by commas\n"
      "    set -l earlier (__wavespeed_mock_value | string match -r '.*,')\n"
      "    printf '%s\\n' \"$earlier\"$argv\n"
      "end\n"
      "function __wavespeed_mock_files_after_at\n"
      "    set -l current (__wavespeed_mock_value)\n"
      "    if string match -q '@*' -- $current\n"
      "        __fish_complete_path (string sub -s 2 -- $current) | string replace -r '^' @\n"
      "    end\n"
      "end\n"
      "complete -c wavespeed-mock -f\n"
      "complete -c wavespeed-mock -s h -l help -d 'Print help'\n"
      "complete -c wavespeed-mock -n __fish_use_subcommand -l version -d 'Print the version'\n";
  for (const Command& command : commands) {
    out += "complete -c wavespeed-mock -n __fish_use_subcommand -a " + std::string(command.name) +
           " -d " + fish_quoted(command.purpose) + '\n';
  }
  for (const Command& command : commands) out += fish_command(command);
  return out;
}

}  // namespace wavespeed_mock::cli
