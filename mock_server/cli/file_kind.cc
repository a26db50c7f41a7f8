#include "cli/file_kind.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "base/text/json_parser.h"
#include "base/text/json_reader.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "cli/formats/input_file_schemas.h"
#include "cli/option_table.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::cli {
namespace {

using nlohmann::json;
using Keys = std::set<std::string, std::less<>>;

constexpr FileKind kKinds[] = {FileKind::config, FileKind::fixture, FileKind::scenario,
                               FileKind::contract_case, FileKind::transcript};

Keys keys_of(const RecordedKind& file) {
  Keys keys;
  for (const RecordedField& field : file.fields) keys.insert(field.key);
  return keys;
}

Keys keys_of_config() {
  Keys keys;
  Settings defaults;
  for (const Option& option : serve_options(defaults)) {
    if (option.in_config_file) keys.insert(config_key(option));
  }
  return keys;
}

// Both a config file and a scenario have a clock, of different types.
bool is_other_clock(FileKind kind, const std::string& key, const json& value) {
  if (key != "clock") return false;
  return kind == FileKind::config ? value.is_object() : value.is_string();
}

// A config file names files of models, the others have models themselves.
bool is_other_models(FileKind kind, const std::string& key, const json& value) {
  if (key != "models") return false;
  const json& first = value.is_array() && !value.empty() ? value.front() : value;
  return (kind == FileKind::config) != first.is_string();
}

std::size_t count_known(FileKind kind, const Keys& keys, const json& file) {
  std::size_t count = 0;
  for (const auto& [key, value] : file.items()) {
    count += keys.contains(key) && key != "$schema" && !is_other_clock(kind, key, value) &&
             !is_other_models(kind, key, value);
  }
  return count;
}

// Of two kinds that know as many fields, the first counts: fault rules alone are a fixture file.
const std::vector<std::pair<FileKind, Keys>>& keys_of_kinds() {
  static const std::vector<std::pair<FileKind, Keys>> kinds = {
      {FileKind::fixture, keys_of(fixture_kinds().front())},
      {FileKind::scenario, keys_of(scenario_kinds().front())},
      {FileKind::config, keys_of_config()},
  };
  return kinds;
}

// " (did you mean …?)" with the nearest field of any kind; "" where none is near.
std::string nearest_field(const std::string& key) {
  std::vector<std::string_view> all;
  for (const auto& [kind, keys] : keys_of_kinds()) all.insert(all.end(), keys.begin(), keys.end());
  const auto near = nearest(key, all, 1);
  return near.empty() ? "" : " (did you mean " + json_quote(std::string(near[0])) + "?)";
}

bool is_transcript(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const auto line = parse_json(text.substr(begin, text.find('\n', begin) - begin));
  return line && line->is_object() && line->contains("wavespeed_mock_transcript");
}

std::optional<FileKind> kind_of_schema(const json& file) {
  const auto name = file.find("$schema");
  if (name == file.end() || !name->is_string()) return std::nullopt;
  const auto& text = name->get_ref<const std::string&>();
  if (text.ends_with("config.schema.json")) return FileKind::config;
  if (text.ends_with("fixtures.schema.json")) return FileKind::fixture;
  if (text.ends_with("scenario.schema.json")) return FileKind::scenario;
  return std::nullopt;
}

}  // namespace

std::string_view kind_name(FileKind kind) {
  switch (kind) {
    case FileKind::config:
      return "config";
    case FileKind::fixture:
      return "fixture";
    case FileKind::scenario:
      return "scenario";
    case FileKind::contract_case:
      return "contract-case";
    case FileKind::transcript:
      break;
  }
  return "transcript";
}

std::vector<std::string> file_kind_names() {
  std::vector<std::string> names;
  for (const FileKind kind : kKinds) names.emplace_back(kind_name(kind));
  return names;
}

FileKind kind_of_text(std::string_view text, const std::string& where) {
  if (is_transcript(text)) return FileKind::transcript;
  const json file = parse_config_json(text, where);
  if (!file.is_object())
    throw ConfigError(where + ": must be a JSON object, not " + json_quote(file));
  if (const auto kind = kind_of_schema(file)) return *kind;
  if (file.contains("cases")) return FileKind::contract_case;
  const auto& known = keys_of_kinds();
  FileKind best = FileKind::fixture;
  std::size_t max = 0;
  for (const auto& [kind, keys] : known) {
    const std::size_t count = count_known(kind, keys, file);
    if (count > max) best = kind;
    max = std::max(count, max);
  }
  if (max > 0) return best;
  std::string why = "it has no fields";
  for (const auto& [key, value] : file.items()) {
    if (key == "$schema") continue;
    why = "none of them has a field " + json_quote(key) + nearest_field(key);
    break;
  }
  throw ConfigError(
      where + ": is not a config, fixture, scenario, contract-case or transcript file: " + why +
      "; --as says what it should be");
}

}  // namespace wavespeed_mock::cli
