#include "cli/config_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "cli/option_table.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::json;

// No texts, which is always wrong, if the type is not the one of `form`.
std::vector<std::string> texts_in(const json& value, Form form) {
  switch (form) {
    case Form::text:
      if (value.is_string()) return {value.get<std::string>()};
      return {};
    case Form::number:
      if (value.is_number()) return {value.dump()};
      return {};
    case Form::toggle:
      if (value.is_boolean()) return {value.dump()};
      return {};
    case Form::paths:
      if (value.is_string()) return {value.get<std::string>()};
      if (!value.is_array() || !std::all_of(value.begin(), value.end(),
                                            [](const json& entry) { return entry.is_string(); })) {
        return {};
      }
      return value.get<std::vector<std::string>>();
  }
  return {};
}

std::string shown_value(const Option& option, const json& value) {
  if (!option.is_secret) return json_quote(value);
  return value.is_string() ? "this one" : json_kind(value);
}

}  // namespace

void set(const Setting& setting) {
  set_option(*setting.option, setting.given, setting.where, setting.shown);
}

void read_config_text(std::string_view text, const std::string& where,
                      const std::filesystem::path& folder, std::span<const Option> options,
                      std::vector<Setting>& settings) {
  const json content = parse_config_json(text, where);
  JsonReader reader(content, where);
  reader.text("$schema", "");  // for editors
  for (const Option& option : options) {
    if (!option.in_config_file) continue;
    const std::string key = config_key(option);
    const json* const value = reader.value(key);
    if (value == nullptr) continue;
    settings.push_back({&option,
                        {texts_in(*value, option.value.form), folder},
                        where + ": field \"" + key + '"',
                        shown_value(option, *value)});
  }
  reader.done();
}

}  // namespace wavespeed_mock::cli
