#include "cli/shell_words.h"

#include <algorithm>

#include "base/text/quoting.h"

namespace wavespeed_mock::cli {

std::string spaced(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Words offered_values(const Value& value) {
  Words words = value.choices;
  words.insert(words.end(), value.suggestions.begin(), value.suggestions.end());
  return words;
}

bool takes_value(const Option& option) {
  return option.value.form != Form::toggle;
}

std::string first_clause(std::string_view text) {
  constexpr std::size_t kMin = 12;
  constexpr std::size_t kMax = 72;
  const std::size_t end =
      std::min({text.find(": "), text.find("; "), text.find(" ("), text.size()});
  return shortened(end < kMin ? text : text.substr(0, end), kMax);
}

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

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

}  // namespace wavespeed_mock::cli
