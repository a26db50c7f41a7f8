#include "cli/arguments/flag_parser.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

constexpr std::string_view kEndOfFlags = "--";

constexpr std::string_view kHelp = "--help";

bool is_help(std::string_view argument) {
  return argument == kHelp || argument == "-h" || argument == "--help=true";
}

[[noreturn]] void refuse_argument(const std::string& argument) {
  throw ConfigError("argument " + json_quote(argument) +
                    " is not known; options begin with \"--\"");
}

// `name` may have one dash, or three.
[[noreturn]] void refuse_flag(std::string_view command, std::span<const Option> options,
                              const std::string& name) {
  const std::size_t begin = std::min(name.find_first_not_of('-'), name.size());
  const Option* const near = nearest_option(options, "--" + name.substr(begin));
  throw ConfigError("option " + json_quote(name) + " is not known" +
                    (near != nullptr
                         ? "; did you mean \"" + flag_name(*near) + "\"?"
                         : "; \"wavespeed-mock " + std::string(command) + " --help\" lists all"));
}

// One parse of a command line, from left to right.
class Reading {
 public:
  Reading(std::string_view command, std::span<const Option> options,
          std::span<const std::string> arguments)
      : command_(command), options_(options), rest_(arguments), texts_(options.size()) {}

  ParsedFlags parsed(Operands operands) {
    ParsedFlags result;
    bool flags_ended = false;
    while (!rest_.empty()) {
      const std::string& argument = next();
      if (!flags_ended && argument == kEndOfFlags) {
        flags_ended = true;
      } else if (!flags_ended && argument.size() > 1 && argument.starts_with('-')) {
        read_flag(argument);
      } else if (operands == Operands::refused) {
        refuse_argument(argument);
      } else {
        result.operands.push_back(argument);
      }
    }
    for (std::size_t i = 0; i < options_.size(); ++i) {
      if (!texts_[i].empty()) result.flags.push_back(checked(options_[i], texts_[i]));
    }
    return result;
  }

 private:
  const std::string& next() {
    const std::string& argument = rest_.front();
    rest_ = rest_.subspan(1);
    return argument;
  }

  void read_flag(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    const std::string name = argument.substr(0, equals);
    if (name == kHelp) return check_no_help(argument.substr(equals + 1));
    const auto option = std::find_if(options_.begin(), options_.end(),
                                     [&](const Option& one) { return flag_name(one) == name; });
    if (option == options_.end()) refuse_flag(command_, options_, name);
    std::vector<std::string>& texts = texts_[static_cast<std::size_t>(option - options_.begin())];
    if (equals != std::string::npos) {
      texts.push_back(argument.substr(equals + 1));
    } else if (option->value.form == Form::toggle) {
      texts.emplace_back("true");
    } else {
      texts.push_back(following_value(*option));
    }
  }

  // Where help is wanted, nothing is parsed.
  static void check_no_help(const std::string& value) {
    if (value == "false") return;
    throw ConfigError("option --help: must be true or false, not " + text_quote(value));
  }

  std::string following_value(const Option& option) {
    const std::string needed =
        "option " + flag_name(option) + ": needs a value: " + option.value.expected;
    if (rest_.empty()) throw ConfigError(needed);
    if (rest_.front().starts_with("--")) {
      throw ConfigError(needed + "; one that begins with \"--\" is written " + flag_name(option) +
                        "=--…");
    }
    return next();
  }

  static GivenFlag checked(const Option& option, const std::vector<std::string>& texts) {
    if (texts.size() > 1 && option.value.form != Form::paths) {
      throw ConfigError("option " + flag_name(option) + ": given " + std::to_string(texts.size()) +
                        " times, may be given once");
    }
    return {&option, texts};
  }

  const std::string_view command_;
  const std::span<const Option> options_;
  std::span<const std::string> rest_;
  std::vector<std::vector<std::string>> texts_;  // of each option
};

}  // namespace

bool ParsedFlags::has(std::string_view name) const {
  return std::any_of(flags.begin(), flags.end(),
                     [&](const GivenFlag& flag) { return flag.option->name == name; });
}

bool asks_for_help(std::span<const std::string> arguments) {
  const auto end = std::find(arguments.begin(), arguments.end(), kEndOfFlags);
  return std::any_of(arguments.begin(), end, is_help);
}

ParsedFlags parse_flags(std::string_view command, std::span<const Option> options,
                        std::span<const std::string> arguments, Operands operands) {
  return Reading(command, options, arguments).parsed(operands);
}

ParsedFlags read_flags(std::string_view command, std::span<const Option> options,
                       std::span<const std::string> arguments, Operands operands) {
  ParsedFlags parsed = parse_flags(command, options, arguments, operands);
  for (const GivenFlag& flag : parsed.flags) {
    set_option(*flag.option, {.texts = flag.texts}, "option " + flag_name(*flag.option),
               shown_texts(*flag.option, flag.texts));
  }
  return parsed;
}

}  // namespace wavespeed_mock::cli
