#include "cli/completion.h"

#include <algorithm>

#include "base/text/quoting.h"

namespace wavespeed_mock::cli {
namespace {

using Words = std::vector<std::string>;

std::string spaced(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// What a shell offers as a value, besides paths.
Words offered_values(const Value& value) {
  Words words = value.choices;
  words.insert(words.end(), value.suggestions.begin(), value.suggestions.end());
  return words;
}

bool takes_value(const Option& option) {
  return option.value.form != Form::toggle;
}

// The first clause of a help text, or all of it if that says too little.
std::string first_clause(std::string_view text) {
  constexpr std::size_t kMin = 12;
  constexpr std::size_t kMax = 72;
  const std::size_t end =
      std::min({text.find(": "), text.find("; "), text.find(" ("), text.size()});
  return shortened(end < kMin ? text : text.substr(0, end), kMax);
}

// `text` with a backslash before each of `special`.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// In single quotes, inside which bash and zsh know no escapes.
std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + '\'';
}

Words flags_of(const Command& command) {
  Words flags;
  for (const Option& option : command.options) flags.push_back(flag_name(option));
  flags.emplace_back("--help");
  return flags;
}

// bash

std::string bash_offer(const Words& words, Offer offer) {
  std::string out;
  if (!words.empty()) out += " _wavespeed_mock_words " + shell_quoted(spaced(words)) + ';';
  if (offer == Offer::files) out += " _wavespeed_mock_paths -f;";
  if (offer == Offer::folders) out += " _wavespeed_mock_paths -d;";
  return out;
}

std::string bash_cases(const Command& command) {
  std::string out;
  for (const Option& option : command.options) {
    if (!takes_value(option)) continue;
    out += "    '" + std::string(command.name) + ' ' + flag_name(option) + "')" +
           bash_offer(offered_values(option.value), option.value.offer) + " return ;;\n";
  }
  return out;
}

std::string bash_script(std::span<const Command> commands) {
  Words names;
  std::string values;
  std::string flags;
  for (const Command& command : commands) {
    names.emplace_back(command.name);
    values += bash_cases(command);
    Words words = command.operands;
    const Words more = flags_of(command);
    words.insert(words.end(), more.begin(), more.end());
    flags += "    " + std::string(command.name) + ')' + bash_offer(words, command.operand_offer) +
             " return ;;\n";
  }
  names.insert(names.end(), {"--help", "--version"});
  return "# Completion of wavespeed-mock in bash; printed by \"wavespeed-mock completion bash\".\n"
         "\n"
         "_wavespeed_mock_offer() {  # arguments of compgen\n"
         "  local word\n"
         "  while IFS= read -r word; do\n"
         "    COMPREPLY+=(\"$word\")\n"
         "  done < <(compgen \"$@\" -- \"$current\")\n"
         "}\n"
         "\n"
         "_wavespeed_mock_words() {\n"
         "  _wavespeed_mock_offer -W \"$1\"\n"
         "}\n"
         "\n"
         "_wavespeed_mock_paths() {  # -f or -d\n"
         "  _wavespeed_mock_offer \"$1\"\n"
         "  compopt -o filenames 2>/dev/null\n"
         "}\n"
         "\n"
         "_wavespeed_mock() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} flag=${COMP_WORDS[COMP_CWORD - 1]} equals=\n"
         "  COMPREPLY=()\n"
         "  if ((COMP_CWORD == 1)); then\n"
         "    _wavespeed_mock_words " +
         shell_quoted(spaced(names)) +
         "\n"
         "    return\n"
         "  fi\n"
         "  # Bash splits --flag=value into three words.\n"
         "  if [[ $current == = ]]; then\n"
         "    current= equals=1\n"
         "  elif [[ $flag == = ]]; then\n"
         "    flag=${COMP_WORDS[COMP_CWORD - 2]} equals=1\n"
         "  fi\n"
         "  case \"${COMP_WORDS[1]} $flag\" in\n" +
         values +
         "  esac\n"
         "  if [[ $equals ]]; then\n"
         "    _wavespeed_mock_words 'true false'\n"
         "    return\n"
         "  fi\n"
         "  case ${COMP_WORDS[1]} in\n" +
         flags +
         "  esac\n"
         "}\n"
         "\n"
         "complete -F _wavespeed_mock wavespeed-mock\n";
}

// zsh

std::string zsh_action(const Words& words, Offer offer) {
  const std::string paths = offer == Offer::folders ? "_files -/" : "_files";
  if (words.empty()) return offer == Offer::nothing ? " " : paths;
  if (offer == Offer::nothing) return '(' + spaced(words) + ')';
  return "_wavespeed_mock_words_or_files " + spaced(words);
}

std::string zsh_option(const Option& option) {
  std::string spec = option.value.form == Form::paths ? "*" : "";
  spec += flag_name(option) + (takes_value(option) ? "=" : "") + '[' +
          escaped(first_clause(option.help), "[]:\\") + ']';
  if (takes_value(option)) {
    spec += ':' + std::string(option.placeholder) + ':' +
            zsh_action(offered_values(option.value), option.value.offer);
  }
  return " \\\n        " + shell_quoted(spec);
}

std::string zsh_case(const Command& command) {
  std::string out = "    " + std::string(command.name) +
                    ")\n      _arguments -S '(- *)'{-h,--help}'[Print help]'";
  for (const Option& option : command.options) out += zsh_option(option);
  if (!command.operands.empty() || command.operand_offer != Offer::nothing) {
    out += " \\\n        " +
           shell_quoted("*:argument:" + zsh_action(command.operands, command.operand_offer));
  }
  return out + "\n      ;;\n";
}

std::string zsh_script(std::span<const Command> commands) {
  std::string names;
  std::string cases;
  for (const Command& command : commands) {
    names += "      " +
             shell_quoted(std::string(command.name) + ':' + escaped(command.purpose, ":\\")) + '\n';
    cases += zsh_case(command);
  }
  return "#compdef wavespeed-mock\n"
         "# Completion of wavespeed-mock in zsh; printed by \"wavespeed-mock completion zsh\".\n"
         "\n"
         "_wavespeed_mock_words_or_files() {\n"
         "  compadd -- \"$@\"\n"
         "  _files\n"
         "}\n"
         "\n"
         "_wavespeed_mock() {\n"
         "  if ((CURRENT == 2)); then\n"
         "    local -a names=(\n" +
         names +
         "      '--help:Print the list of commands'\n"
         "      '--version:Print the version'\n"
         "    )\n"
         "    _describe command names\n"
         "    return\n"
         "  fi\n"
         "  shift words\n"
         "  ((CURRENT--))\n"
         "  case $words[1] in\n" +
         cases +
         "  esac\n"
         "}\n"
         "\n"
         "if [[ $funcstack[1] == _wavespeed-mock ]]; then\n"
         "  _wavespeed_mock \"$@\"\n"
         "else\n"
         "  compdef _wavespeed_mock wavespeed-mock\n"
         "fi\n";
}

// fish

std::string fish_quoted(std::string_view text) {
  return '\'' + escaped(text, "'\\") + '\'';
}

std::string fish_offer(const Words& words, Offer offer) {
  std::string out;
  if (!words.empty()) out += " -a " + fish_quoted(spaced(words));
  if (offer == Offer::files) out += " -F";
  if (offer == Offer::folders) out += " -a '(__fish_complete_directories)'";
  return out;
}

std::string fish_command(const Command& command) {
  const std::string start = "complete -c wavespeed-mock -n '__fish_seen_subcommand_from " +
                            std::string(command.name) + "'";
  std::string out;
  for (const Option& option : command.options) {
    out += start + " -l " + std::string(option.name);
    if (takes_value(option)) {
      out += (option.value.offer == Offer::files ? " -r" : " -x") +
             fish_offer(offered_values(option.value), option.value.offer);
    }
    out += " -d " + fish_quoted(first_clause(option.help)) + '\n';
  }
  if (!command.operands.empty() || command.operand_offer != Offer::nothing) {
    out += start + fish_offer(command.operands, command.operand_offer) + '\n';
  }
  return out;
}

std::string fish_script(std::span<const Command> commands) {
  std::string out =
      "# Completion of wavespeed-mock in fish; printed by \"wavespeed-mock completion fish\".\n"
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

}  // namespace

std::string completion_script(Shell shell, std::span<const Command> commands) {
  switch (shell) {
    case Shell::zsh:
      return zsh_script(commands);
    case Shell::fish:
      return fish_script(commands);
    case Shell::bash:
      break;
  }
  return bash_script(commands);
}

}  // namespace wavespeed_mock::cli
