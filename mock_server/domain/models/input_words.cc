#include "domain/models/input_words.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace wavespeed_mock {
namespace {

using nlohmann::json;

std::optional<std::string> text_of(std::optional<double> bound) {
  if (!bound) return std::nullopt;
  return shown(*bound);
}

}  // namespace

std::string shown(double number) {
  constexpr double kExact = 1e15;
  if (std::nearbyint(number) == number && std::abs(number) < kExact) {
    return std::to_string(static_cast<std::int64_t>(number));
  }
  return json(number).dump();
}

std::string shown(const Scalar& scalar) {
  if (const auto* number = std::get_if<double>(&scalar)) return shown(*number);
  return std::visit([](const auto& value) { return json(value).dump(); }, scalar);
}

std::string type_names(const InputRule& rule) {
  static constexpr std::pair<InputType, std::string_view> kNames[] = {
      {InputType::string, "a string"},    {InputType::number, "a number"},
      {InputType::integer, "an integer"}, {InputType::boolean, "true or false"},
      {InputType::array, "an array"},     {InputType::object, "an object"}};
  std::string names;
  for (const auto& [type, name] : kNames) {
    if (rule.types != 0 && rule.accepts(type))
      names += (names.empty() ? "" : " or ") + std::string(name);
  }
  return rule.nullable && !names.empty() ? names + " or null" : names;
}

std::string comma_list(const std::vector<Scalar>& values) {
  std::string names;
  for (const Scalar& value : values) names += (names.empty() ? "" : ", ") + shown(value);
  return names;
}

std::string list_with(const std::vector<std::string>& words, std::string_view last) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) list += i + 1 == words.size() ? ' ' + std::string(last) + ' ' : ", ";
    list += words[i];
  }
  return list;
}

std::string or_list(const std::vector<Scalar>& values) {
  std::vector<std::string> words;
  words.reserve(values.size());
  for (const Scalar& value : values) words.push_back(shown(value));
  return list_with(words, "or");
}

std::string range_text(std::optional<double> min, std::optional<double> max) {
  const auto least = text_of(min);
  const auto most = text_of(max);
  if (least && most) return "from " + *least + " to " + *most;
  return least ? "at least " + *least : "at most " + *most;
}

std::string range_text(std::optional<std::size_t> min, std::optional<std::size_t> max) {
  const auto number = [](std::optional<std::size_t> bound) -> std::optional<double> {
    if (!bound) return std::nullopt;
    return static_cast<double>(*bound);
  };
  return range_text(number(min), number(max));
}

}  // namespace wavespeed_mock
