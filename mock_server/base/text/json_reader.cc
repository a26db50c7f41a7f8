#include "base/text/json_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text/json_parser.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Form = FieldQuestion::Form;

// A number as a person writes it in an error.
std::string plain(double number) {
  return json(number).dump();
}
std::string plain(std::int64_t number) {
  return std::to_string(number);
}

template <class Number>
std::string between(std::string_view kind, Number min, Number max) {
  return std::string(kind) + " from " + plain(min) + " to " + plain(max);
}

// API keys: one key, several keys.
bool holds_keys(std::string_view field) {
  return field == "key" || field == "keys";
}

std::string found(std::string_view field, const json& value) {
  return ", not " + (holds_keys(field) ? json_kind(value) : json_quote(value));
}

// Of something that should be an object, in whose place a key may have been written, or several.
std::string found(const json& value) {
  const bool may_be_keys = value.is_string() || (value.is_array() && !value.empty());
  return ", not " + (may_be_keys ? json_kind(value) : json_quote(value));
}

}  // namespace

json parse_config_json(std::string_view text, const std::string& where) {
  std::string problem;
  auto value = parse_json(text, problem, kJsonFile);
  if (!value) throw ConfigError(where + ": " + problem);
  return *std::move(value);
}

JsonReader::JsonReader(const json& value, std::string where, std::string_view kind)
    : object_(value), where_(std::move(where)), observer_(reading_observer()) {
  if (!value.is_object()) throw ConfigError(where_ + ": must be an object" + found(value));
  if (observer_ != nullptr) observed_ = observer_->begin(kind, where_);
}

void JsonReader::rename(std::string where) {
  where_ = std::move(where);
  if (observer_ != nullptr) observer_->rename(observed_, where_);
}

const json* JsonReader::find(const FieldQuestion& question) {
  asked_.emplace_back(question.key);
  const auto it = object_.find(question.key);
  const json* const value = it == object_.end() ? nullptr : &*it;
  if (observer_ != nullptr) observer_->ask(observed_, question, value);
  return value;
}

const json& JsonReader::need(FieldQuestion question) {
  question.required = true;
  const json* value = find(question);
  if (value == nullptr) {
    throw ConfigError(where_ + ": field \"" + std::string(question.key) + "\" is missing");
  }
  return *value;
}

std::string JsonReader::text_of(std::string_view key, const json& value) const {
  if (!value.is_string()) fail(key, "must be a string" + found(key, value));
  auto text = value.get<std::string>();
  if (text.empty()) fail(key, "must not be empty");
  return text;
}

std::string JsonReader::text(std::string_view key) {
  return text_of(key, need({.key = key, .form = Form::text}));
}

std::string JsonReader::text(std::string_view key, std::string_view fallback) {
  const json* value = find({.key = key, .form = Form::text});
  return value == nullptr ? std::string(fallback) : text_of(key, *value);
}

bool JsonReader::boolean(std::string_view key, bool fallback) {
  const json* value = find({.key = key, .form = Form::boolean});
  if (value == nullptr) return fallback;
  if (!value->is_boolean()) fail(key, "must be true or false" + found(key, *value));
  return value->get<bool>();
}

double JsonReader::number_of(std::string_view key, const json& value, double min,
                             double max) const {
  if (!value.is_number() || !(value.get<double>() >= min && value.get<double>() <= max)) {
    fail(key, "must be " + between("a number", min, max) + found(key, value));
  }
  return value.get<double>();
}

double JsonReader::number(std::string_view key, double min, double max) {
  const json& value = need({.key = key, .form = Form::number, .numbers = {{min, max}}});
  return number_of(key, value, min, max);
}

std::optional<double> JsonReader::optional_number(std::string_view key, double min, double max) {
  const json* value = find({.key = key, .form = Form::number, .numbers = {{min, max}}});
  if (value == nullptr) return std::nullopt;
  return number_of(key, *value, min, max);
}

std::int64_t JsonReader::integer_of(std::string_view key, const json& value, std::int64_t min,
                                    std::int64_t max) const {
  const bool fits = value.is_number_unsigned()
                        ? max >= 0 && value.get<std::uint64_t>() <= static_cast<std::uint64_t>(max)
                        : value.is_number_integer() && value.get<std::int64_t>() <= max;
  if (!fits || value.get<std::int64_t>() < min) {
    fail(key, "must be " + between("a whole number", min, max) + found(key, value));
  }
  return value.get<std::int64_t>();
}

std::int64_t JsonReader::integer(std::string_view key, std::int64_t min, std::int64_t max) {
  const json& value = need({.key = key, .form = Form::integer, .integers = {{min, max}}});
  return integer_of(key, value, min, max);
}

std::optional<std::int64_t> JsonReader::optional_integer(std::string_view key, std::int64_t min,
                                                         std::int64_t max) {
  const json* value = find({.key = key, .form = Form::integer, .integers = {{min, max}}});
  if (value == nullptr) return std::nullopt;
  return integer_of(key, *value, min, max);
}

std::string JsonReader::choice(std::string_view key,
                               std::initializer_list<std::string_view> allowed,
                               std::string_view fallback) {
  const json* value = find({.key = key, .form = Form::choice, .choices = allowed});
  if (value == nullptr) return std::string(fallback);
  if (value->is_string()) {
    const auto& text = value->get_ref<const std::string&>();
    if (std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return text;
  }
  std::string names;
  for (const std::string_view name : allowed) {
    names += (names.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  }
  fail(key, "must be one of " + names + found(key, *value));
}

const json* JsonReader::value(std::string_view key) {
  return find({.key = key});
}

const json& JsonReader::required_value(std::string_view key) {
  return need({.key = key});
}

void JsonReader::ignore(std::string_view key) {
  find({.key = key, .form = Form::ignored});
}

void JsonReader::ignore_prefix(std::string_view prefix) {
  ignored_prefixes_.emplace_back(prefix);
  if (observer_ != nullptr) observer_->ignore_prefix(observed_, prefix);
}

void JsonReader::refuse(std::string_view key, std::string_view problem) const {
  const bool is_there = object_.contains(key);
  if (observer_ != nullptr) observer_->ask(observed_, {.key = key, .form = Form::refused}, nullptr);
  if (is_there) fail(key, problem);
}

std::size_t JsonReader::each_in(const FieldQuestion& question,
                                const std::function<void(const json&, const std::string&)>& entry) {
  const json* list = find(question);
  if (list == nullptr) return 0;
  if (!list->is_array()) fail(question.key, "must be a list" + found(question.key, *list));
  std::size_t index = 0;
  for (const json& element : *list) {
    entry(element, where_ + ": " + std::string(question.key) + "[" + std::to_string(index++) + "]");
  }
  return index;
}

void JsonReader::each(std::string_view key,
                      const std::function<void(const json&, const std::string&)>& entry) {
  each_in({.key = key, .form = Form::list}, entry);
}

void JsonReader::each_of_some(std::string_view key, std::string_view what,
                              const std::function<void(const json&, const std::string&)>& entry) {
  if (each_in({.key = key, .form = Form::list, .required = true}, entry) > 0) return;
  fail(key, "must list at least one " + std::string(what));
}

void JsonReader::each_member(
    std::string_view key, std::string_view member,
    const std::function<void(const std::string&, const json&, const std::string&)>& entry) {
  const json* object = find({.key = key, .form = Form::map, .member = member});
  if (object == nullptr) return;
  if (!object->is_object()) fail(key, "must be an object" + found(key, *object));
  for (const auto& [name, value] : object->items()) {
    entry(name, value, where_ + ": " + std::string(member) + ' ' + text_quote(name));
  }
}

void refuse_field(std::string_view where, std::string_view key, std::string_view problem) {
  throw ConfigError(std::string(where) + ": field \"" + std::string(key) +
                    "\": " + std::string(problem));
}

void JsonReader::fail(std::string_view key, std::string_view problem) const {
  refuse_field(where_, key, problem);
}

void JsonReader::done() const {
  each_unknown([&](const std::string& /*key*/, const std::string& problem) {
    throw ConfigError(where_ + ": " + problem);
  });
}

void JsonReader::each_unknown(
    const std::function<void(const std::string&, const std::string&)>& entry) const {
  for (const auto& [key, value] : object_.items()) {
    if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
    const auto begins_key = [&key = key](const auto& prefix) { return key.starts_with(prefix); };
    if (std::any_of(ignored_prefixes_.begin(), ignored_prefixes_.end(), begins_key)) continue;
    const std::vector<std::string_view> known(asked_.begin(), asked_.end());
    entry(key, "field " + text_quote(key) + " is not known" + did_you_mean(key, known));
  }
}

}  // namespace wavespeed_mock
