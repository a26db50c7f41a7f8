// An option of a command: its name, its help, its value. Each command has a table of options; its
// flags, its help, its environment variables, completion and the manual page are made from that
// table.
//
// Used at start only, by one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock::cli {

// What a value looks like: decides its JSON type in a config file and how its flag is written.
enum class Form : std::uint8_t {
  text,
  number,
  toggle,  // true or false; the flag alone means true
  paths,   // the flag may be repeated, the environment separates by ':', a config file has a list
};

// What a shell offers for a value that is not a fixed choice.
enum class Offer : std::uint8_t {
  nothing,
  files,
  folders,
  files_after_at,  // "@" and the path of a file
};

// What one source (command line, environment, config file) says about one option.
struct RawValue {
  std::vector<std::string> texts;  // more than one for Form::paths only; none is always wrong
  std::filesystem::path folder{};  // where relative paths start; empty: the working directory
};

// One field of a command's settings, as a user writes it. option_values.h makes them.
struct Value {
  Form form = Form::text;
  std::string expected;                    // ends the error message "must be …"
  std::string default_text{};              // as a user would write it; empty for no value
  std::vector<std::string> choices{};      // all valid values, if they are few
  std::vector<std::string> suggestions{};  // some valid values, if there are more
  Offer offer = Offer::nothing;
  bool is_list = false;  // several of the suggestions, separated by commas
  // Of a number, as decimal text.
  std::string min{};
  std::string max{};
  bool is_whole = false;
  std::string pattern{};  // of a text, as a regular expression; for JSON schemas
  std::string range{};    // of a number or a duration, for --help: "0 to 65535"
  // Ends the error message about a text; may be empty, and need not be there.
  std::function<std::string(std::string_view text)> hint{};
  // Sets the field; false, and no change, if what was given is not `expected`. Refers to the
  // settings that the table was made for.
  std::function<bool(const RawValue&)> set{};
};

struct Option {
  std::string_view group{};      // heading of this option and those after it, in --help
  std::string_view name;         // "log-level"
  std::string_view placeholder;  // shown as the value in --help; empty for a toggle
  std::string help;              // begins in upper case and ends without a full stop
  Value value;
  std::string default_note{};  // says what the default is, if it depends on something else
  std::string variable{};      // the environment variable of the same meaning; empty for none
  bool in_config_file = true;
  bool is_secret = false;  // its value is never printed
  bool is_url = false;     // of its value neither a password nor a query is printed
};

std::string flag_name(const Option& option);  // "--log-level"

// Sets the option's field. Throws ConfigError "WHERE: must be EXPECTED, not SHOWN".
void set_option(const Option& option, const RawValue& given, const std::string& where,
                const std::string& shown);

// `texts` as error messages show them; of a secret "this one", of a URL see shown_url().
std::string shown_texts(const Option& option, const std::vector<std::string>& texts);

// The API key in WAVESPEED_API_KEY; empty if it is not set. To be called before threads start.
std::string environment_key();

// The option whose flag is most like `flag`; null if none is.
const Option* nearest_option(std::span<const Option> options, const std::string& flag);

// The rows of `table` with the defaults of `Settings`, to be read and not to be set.
template <class Settings>
std::vector<Option> described(std::vector<Option> (*table)(Settings& to)) {
  Settings defaults;
  std::vector<Option> options = table(defaults);
  for (Option& option : options) option.value.set = nullptr;
  return options;
}

}  // namespace wavespeed_mock::cli
