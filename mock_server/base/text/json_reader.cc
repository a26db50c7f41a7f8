#include "base/text/json_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

// A number as a person writes it in a complaint.
std::string plain(double number) {
  return json(number).dump();
}
std::string plain(std::int64_t number) {
  return std::to_string(number);
}

template <class Number>
std::string between(std::string_view kind, Number least, Number most) {
  return std::string(kind) + " from " + plain(least) + " to " + plain(most);
}

std::string found(const json& value) {
  return ", not " + json_quote(value);
}

}  // namespace

json parse_config_json(std::string_view text, const std::string& where) {
  std::vector<std::set<std::string>> open_objects;
  std::string repeated;
  const auto watch_keys = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) open_objects.emplace_back();
    if (event == json::parse_event_t::object_end) open_objects.pop_back();
    if (event == json::parse_event_t::key &&
        !open_objects.back().insert(parsed.get<std::string>()).second && repeated.empty()) {
      repeated = parsed.get<std::string>();
    }
    return true;
  };
  try {
    json value = json::parse(text, watch_keys, true, true);
    if (!repeated.empty()) throw ConfigError(where + ": field \"" + repeated + "\" appears twice");
    return value;
  } catch (const json::exception& error) {
    throw ConfigError(where + ": is not valid JSON: " + parse_problem(error));
  }
}

JsonReader::JsonReader(const json& value, std::string where)
    : object_(value), where_(std::move(where)) {
  if (!value.is_object()) throw ConfigError(where_ + ": must be an object" + found(value));
}

const json* JsonReader::find(std::string_view key) {
  asked_.emplace_back(key);
  const auto it = object_.find(key);
  return it == object_.end() ? nullptr : &*it;
}

const json& JsonReader::need(std::string_view key) {
  const json* value = find(key);
  if (value == nullptr) {
    throw ConfigError(where_ + ": field \"" + std::string(key) + "\" is missing");
  }
  return *value;
}

std::string JsonReader::text(std::string_view key) {
  const json& value = need(key);
  if (!value.is_string()) complain(key, "must be a string" + found(value));
  auto text = value.get<std::string>();
  if (text.empty()) complain(key, "must not be empty");
  return text;
}

std::string JsonReader::text(std::string_view key, std::string_view fallback) {
  return object_.contains(key) ? text(key) : (asked_.emplace_back(key), std::string(fallback));
}

bool JsonReader::boolean(std::string_view key, bool fallback) {
  const json* value = find(key);
  if (value == nullptr) return fallback;
  if (!value->is_boolean()) complain(key, "must be true or false" + found(*value));
  return value->get<bool>();
}

double JsonReader::number(std::string_view key, double least, double most) {
  const json& value = need(key);
  if (!value.is_number() || !(value.get<double>() >= least && value.get<double>() <= most)) {
    complain(key, "must be " + between("a number", least, most) + found(value));
  }
  return value.get<double>();
}

std::optional<double> JsonReader::optional_number(std::string_view key, double least, double most) {
  if (object_.contains(key)) return number(key, least, most);
  asked_.emplace_back(key);
  return std::nullopt;
}

std::int64_t JsonReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const json& value = need(key);
  const bool fits =
      value.is_number_unsigned()
          ? most >= 0 && value.get<std::uint64_t>() <= static_cast<std::uint64_t>(most)
          : value.is_number_integer() && value.get<std::int64_t>() <= most;
  if (!fits || value.get<std::int64_t>() < least) {
    complain(key, "must be " + between("a whole number", least, most) + found(value));
  }
  return value.get<std::int64_t>();
}

std::optional<std::int64_t> JsonReader::optional_integer(std::string_view key, std::int64_t least,
                                                         std::int64_t most) {
  if (object_.contains(key)) return integer(key, least, most);
  asked_.emplace_back(key);
  return std::nullopt;
}

std::string JsonReader::choice(std::string_view key,
                               std::initializer_list<std::string_view> allowed,
                               std::string_view fallback) {
  const json* value = find(key);
  if (value == nullptr) return std::string(fallback);
  if (value->is_string()) {
    const auto& text = value->get_ref<const std::string&>();
    if (std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return text;
  }
  std::string names;
  for (const std::string_view name : allowed) {
    names += (names.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  }
  complain(key, "must be one of " + names + found(*value));
}

const json* JsonReader::value(std::string_view key) {
  return find(key);
}

void JsonReader::each(std::string_view key,
                      const std::function<void(const json&, const std::string&)>& entry) {
  const json* list = find(key);
  if (list == nullptr) return;
  if (!list->is_array()) complain(key, "must be a list" + found(*list));
  std::size_t index = 0;
  for (const json& element : *list) {
    entry(element, where_ + ": " + std::string(key) + "[" + std::to_string(index++) + "]");
  }
}

void JsonReader::complain(std::string_view key, std::string_view problem) const {
  throw ConfigError(where_ + ": field \"" + std::string(key) + "\": " + std::string(problem));
}

void JsonReader::done() const {
  for (const auto& [key, value] : object_.items()) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const std::vector<std::string_view> known(asked_.begin(), asked_.end());
    throw ConfigError(where_ + ": field \"" + key + "\" is not known" + did_you_mean(key, known));
  }
}

}  // namespace wavespeed_mock
