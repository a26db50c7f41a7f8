#include "cli/flag_names.h"

#include <algorithm>

#include "cli/option_table.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

// Of names, paths and URLs: "tls_key.pem" is one word, and not the option.
bool is_in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-./").find(c) != std::string_view::npos;
}

const Option* option_named(std::string_view key, std::span<const Option> options) {
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const Option& option) { return config_key(option) == key; });
  return found == options.end() ? nullptr : &*found;
}

}  // namespace

std::string with_flags(std::string_view message, std::span<const Option> options) {
  std::string text;
  bool in_quotes = false;
  for (std::size_t at = 0; at < message.size();) {
    std::size_t end = at;
    while (end < message.size() && is_in_word(message[end])) ++end;
    const std::string_view word = message.substr(at, end - at);
    if (word.empty()) {
      const bool is_escaped = at > 0 && message[at - 1] == '\\';
      if (message[at] == '"' && !is_escaped) in_quotes = !in_quotes;
      text += message[at++];
      continue;
    }
    const bool is_first = at == 0 && message.substr(end).starts_with(": ");
    const bool is_name =
        word.find('_') != std::string_view::npos || text.ends_with("use ") || is_first;
    const Option* const option = in_quotes || !is_name ? nullptr : option_named(word, options);
    if (option == nullptr) {
      text += word;
    } else {
      text += (is_first ? "option " : "") + flag_name(*option);
    }
    at = end;
  }
  return text;
}

int run_command(const Command& command, const std::vector<std::string>& arguments) {
  try {
    return command.run(arguments);
  } catch (const ConfigError& problem) {
    throw ConfigError(with_flags(problem.what(), command.options));
  }
}

}  // namespace wavespeed_mock::cli
