#include "cli/options_page.h"

#include "cli/command_help.h"
#include "cli/option_table.h"

namespace wavespeed_mock::cli {
namespace {

std::string in_code(std::string_view text) {
  return text.empty() ? "" : '`' + std::string(text) + '`';
}

}  // namespace

std::string options_markdown(std::span<const Option> options) {
  std::string out =
      "| option | environment | config key | default | meaning |\n"
      "|---|---|---|---|---|\n";
  for (const Option& option : options) {
    const std::string key = option.in_config_file ? config_key(option) : "";
    for (const std::string& cell :
         {in_code(flag_with_value(option)), in_code(option.variable), in_code(key),
          in_code(option.value.default_text), option.help}) {
      out += cell.empty() ? "| " : "| " + cell + ' ';
    }
    out += "|\n";
  }
  return out;
}

}  // namespace wavespeed_mock::cli
