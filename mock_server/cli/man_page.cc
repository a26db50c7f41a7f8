#include "cli/man_page.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "cli/arguments/option_values.h"
#include "cli/command_help.h"
#include "wavespeed_mock/version.h"

namespace wavespeed_mock::cli {
namespace {

constexpr std::string_view kProgram = "wavespeed-mock";

struct FileOfUsers {
  std::string_view name;
  std::string_view meaning;
};

constexpr FileOfUsers kFiles[] = {
    {"config.json",
     "Options of serve (--config): a JSON object whose keys are names of options with _ for -, "
     "such "
     "as {\"port\": 8080, \"latency\": \"instant\"}. Comments are allowed."},
    {"fixtures/*.json", "Models, tiers, accounts and fault rules of your own (--fixtures)."},
    {"scenarios/*.json", "Scenarios of your own (--scenarios)."},
    {"transcript.jsonl",
     "Requests and answers that record has written, for serve --replay and contract --transcript."},
};

// The code point that begins at `at`, which moves past it. Every text in the tables is UTF-8.
unsigned code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  unsigned point = more == 0 ? lead : lead & (0x3fU >> more);
  for (int i = 0; i < more && at < text.size(); ++i) {
    point = point << 6 | (static_cast<unsigned char>(text[at++]) & 0x3fU);
  }
  return point;
}

// `text` without anything that roff would take as a request or an escape. A hyphen stays one that
// can be copied into a command.
std::string roff(std::string_view text) {
  std::string out;
  if (text.starts_with('.') || text.starts_with('\'')) out = "\\&";
  for (std::size_t at = 0; at < text.size();) {
    const unsigned point = code_point(text, at);
    if (point == '\\') {
      out += "\\e";
    } else if (point == '-') {
      out += "\\-";
    } else if (point == '\'') {
      out += "\\(aq";
    } else if (point < 0x80) {
      out += static_cast<char>(point);
    } else {
      std::array<char, 16> escape{};
      std::snprintf(escape.data(), escape.size(), "\\[u%04X]", point);
      out += escape.data();
    }
  }
  return out;
}

std::string bold(std::string_view text) {
  return "\\fB" + roff(text) + "\\fR";
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string section(const std::string& title) {
  return ".SH \"" + title + "\"\n";
}

std::string entry_of(const std::string& term, const std::string& meaning) {
  return ".TP\n" + term + '\n' + meaning + '\n';
}

std::string paragraphs_of(std::string_view text) {
  constexpr std::string_view kEnd = "\n\n";
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(kEnd), text.size());
    out += ".PP\n" + roff(text.substr(0, end)) + '\n';
    text.remove_prefix(std::min(end + kEnd.size(), text.size()));
  }
  return out;
}

std::string usage_of(const Command& command) {
  std::string usage = bold(std::string(kProgram) + ' ' + std::string(command.name));
  if (!command.synopsis.empty()) usage += ' ' + roff(command.synopsis);
  return usage;
}

std::string option_entry(const Option& option) {
  std::string term = bold(flag_name(option));
  if (!option.placeholder.empty()) term += " \\fI" + roff(option.placeholder) + "\\fR";
  std::string meaning = roff(option.help) + '.';
  const std::string by_default = shown_default(option);
  if (!option.value.range.empty()) meaning += "\nRange: " + roff(option.value.range) + '.';
  if (!by_default.empty()) meaning += "\nDefault: " + roff(by_default) + '.';
  if (!option.variable.empty()) meaning += "\nEnvironment: " + roff(option.variable) + '.';
  return entry_of(term, meaning);
}

std::string command_section(const Command& command) {
  std::string out =
      section(upper(command.name)) + usage_of(command) + '\n' + paragraphs_of(command.description);
  for (const Option& option : command.options) {
    if (!option.group.empty()) out += ".SS \"" + roff(option.group) + "\"\n";
    out += option_entry(option);
  }
  if (!command.notes.empty()) out += paragraphs_of(command.notes);
  return out;
}

std::string environment_section(std::span<const Command> commands) {
  std::map<std::string, std::vector<std::string>> flags;
  for (const Command& command : commands) {
    for (const Option& option : command.options) {
      if (option.variable.empty()) continue;
      flags[option.variable].push_back(std::string(command.name) + ' ' + flag_name(option));
    }
  }
  std::string out = section("ENVIRONMENT");
  for (const auto& [variable, same] : flags) {
    out += entry_of(bold(variable), "The same as " + roff(list_of(same, "and")) + '.');
  }
  return out;
}

std::string exit_section(std::span<const Command> commands) {
  std::string out = section("EXIT STATUS");
  for (const Command& command : commands) {
    std::string codes;
    for (const ExitCode& one : command.exit_codes) {
      codes +=
          (codes.empty() ? "" : "\n.br\n") + std::to_string(one.code) + ": " + roff(one.meaning);
    }
    if (!codes.empty()) out += entry_of(bold(command.name), codes);
  }
  return out;
}

std::string examples_section(std::span<const Command> commands) {
  std::string out = section("EXAMPLES");
  for (const Command& command : commands) {
    for (const Example& one : command.examples) {
      out += ".PP\n" + roff(one.purpose) + ":\n.PP\n.RS 4\n.nf\n" +
             roff(std::string(kProgram) + ' ' + std::string(one.command)) + "\n.fi\n.RE\n";
    }
  }
  return out;
}

}  // namespace

std::string man_page(std::span<const Command> commands) {
  std::string out =
      ".\\\" Printed by \"wavespeed\\-mock man\".\n"
      ".TH WAVESPEED\\-MOCK 1 \"\" \"wavespeed\\-mock " WAVESPEED_MOCK_VERSION
      "\" \"User Commands\"\n"
      // Flags must not be hyphenated.
      ".nh\n.ad l\n";
  out +=
      section("NAME") + roff(kProgram) + " \\- a WaveSpeedAI API that runs on your own machine\n";
  out += section("SYNOPSIS");
  for (const Command& command : commands) out += usage_of(command) + "\n.br\n";
  out += bold("wavespeed-mock --help") + " | " + bold("--version") + '\n';
  out += section("DESCRIPTION") +
         roff(
             "Answers as the WaveSpeedAI API does, without an account or a cost: every endpoint, "
             "every documented error, limits, credit, webhooks, and outputs that are real files. "
             "Its other commands record an API, check one against the contract, and load one.") +
         '\n';
  out += section("COMMANDS");
  for (const Command& command : commands) {
    out += entry_of(bold(command.name), roff(command.purpose) + '.');
  }
  for (const Command& command : commands) out += command_section(command);
  out += environment_section(commands);
  out += section("FILES");
  for (const FileOfUsers& file : kFiles) out += entry_of(bold(file.name), roff(file.meaning));
  out += exit_section(commands) + examples_section(commands);
  return out;
}

}  // namespace wavespeed_mock::cli
