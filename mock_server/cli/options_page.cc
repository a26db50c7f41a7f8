#include "cli/options_page.h"

#include <vector>

#include "cli/command_help.h"
#include "cli/option_table.h"

namespace wavespeed_mock::cli {
namespace {

std::string in_code(std::string_view text) {
  return text.empty() ? "" : '`' + std::string(text) + '`';
}

std::string meaning_of(const Option& option) {
  const std::string& range = option.value.range;
  return option.help + (range.empty() ? "" : " (" + range + ')');
}

// A bar would end a cell.
std::string table_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) {
    row += ' ';
    for (const char c : cell) row += c == '|' ? std::string("\\|") : std::string(1, c);
    row += cell.empty() ? "|" : " |";
  }
  return row + '\n';
}

}  // namespace

std::string options_markdown(std::span<const Option> options) {
  std::string out =
      "| option | environment | config key | default | meaning |\n"
      "|---|---|---|---|---|\n";
  for (const Option& option : options) {
    out += table_row({in_code(flag_with_value(option)), in_code(option.variable),
                      option.in_config_file ? in_code(config_key(option)) : "",
                      in_code(option.value.default_text), meaning_of(option)});
  }
  return out;
}

std::string flags_markdown(std::span<const Option> options) {
  std::string out =
      "| option | default | meaning |\n"
      "|---|---|---|\n";
  for (const Option& option : options) {
    const std::string by_default =
        option.default_note.empty() ? in_code(shown_default(option)) : option.default_note;
    out += table_row({in_code(flag_with_value(option)), by_default, meaning_of(option)});
  }
  return out;
}

}  // namespace wavespeed_mock::cli
