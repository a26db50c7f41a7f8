#include "cli/completion.h"

#include "cli/fish_completion.h"
#include "cli/shell_words.h"

namespace wavespeed_mock::cli {
namespace {

// bash

std::string bash_words(const std::string& function, const Words& words) {
  return words.empty() ? ""
                       : " _wavespeed_mock_" + function + ' ' + shell_quoted(spaced(words)) + ';';
}

std::string bash_paths(Offer offer) {
  switch (offer) {
    case Offer::files:
      return " _wavespeed_mock_paths -f;";
    case Offer::folders:
      return " _wavespeed_mock_paths -d;";
    case Offer::files_after_at:
      return " _wavespeed_mock_files_after_at;";
    case Offer::nothing:
      break;
  }
  return "";
}

std::string bash_cases(const Command& command) {
  std::string out;
  for (const Option& option : command.options) {
    if (!takes_value(option)) continue;
    out += "    '" + std::string(command.name) + ' ' + flag_name(option) + "')" +
           bash_words(option.value.is_list ? "list" : "words", offered_values(option.value)) +
           bash_paths(option.value.offer) + " return ;;\n";
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
    flags += "    " + std::string(command.name) + ')' + bash_words("operand", command.operands) +
             bash_words("words", flags_of(command)) + bash_paths(command.operand_offer) +
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
         "_wavespeed_mock_operand() {  # after the command only\n"
         "  if ((COMP_CWORD == 2)); then\n"
         "    _wavespeed_mock_words \"$1\"\n"
         "  fi\n"
         "}\n"
         "\n"
         "_wavespeed_mock_list() {  # separated by commas\n"
         "  local earlier=\n"
         "  if [[ $current == *,* ]]; then\n"
         "    earlier=${current%,*},\n"
         "  fi\n"
         "  current=${current##*,}\n"
         "  _wavespeed_mock_offer -P \"$earlier\" -W \"$1\"\n"
         "}\n"
         "\n"
         "_wavespeed_mock_paths() {  # -f or -d\n"
         "  _wavespeed_mock_offer \"$1\"\n"
         "  compopt -o filenames 2>/dev/null\n"
         "}\n"
         "\n"
         "_wavespeed_mock_files_after_at() {\n"
         "  if [[ $current == @* ]]; then\n"
         "    current=${current#@}\n"
         "    _wavespeed_mock_offer -P @ -f\n"
         "  fi\n"
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
  if (offer == Offer::files_after_at) return "_wavespeed_mock_files_after_at";
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
            (option.value.is_list ? " _values -s , name " + spaced(option.value.suggestions)
                                  : zsh_action(offered_values(option.value), option.value.offer));
  }
  return " \\\n        " + shell_quoted(spec);
}

std::string zsh_case(const Command& command) {
  std::string out = "    " + std::string(command.name) +
                    ")\n      _arguments -S '(- *)'{-h,--help}'[Print help]'";
  for (const Option& option : command.options) out += zsh_option(option);
  if (!command.operands.empty() || command.operand_offer != Offer::nothing) {
    out += " \\\n        " + shell_quoted((command.operand_offer == Offer::nothing ? "1" : "*") +
                                          std::string(":argument:") +
                                          zsh_action(command.operands, command.operand_offer));
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
         "_wavespeed_mock_files_after_at() {\n"
         "  compset -P @ && _files\n"
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
