#include "api/parameters.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "api/json_body.h"
#include "base/http/query.h"
#include "base/text/quoting.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> to_integer(const json& value) {
  constexpr double kLargestExact = 9007199254740992;
  if (value.is_string()) return parse_integer(value.get_ref<const std::string&>());
  if (value.is_number_float()) {
    const auto number = value.get<double>();
    if (std::nearbyint(number) != number || std::abs(number) > kLargestExact) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  if (value.is_number_unsigned() &&
      value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max()) {
    return std::nullopt;
  }
  return value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Timestamp> from_milliseconds(std::optional<std::int64_t> count) {
  if (!count || *count < 0) return std::nullopt;
  // What is beyond the end of all times means "until the end".
  const auto max = std::chrono::floor<std::chrono::milliseconds>(kLastTime.time_since_epoch());
  return Timestamp(std::min(std::chrono::milliseconds(*count), max));
}

std::optional<Timestamp> to_time(const json& value) {
  // Eight digits are a date, "20251001"; as milliseconds they would mean a time on 1970-01-01.
  constexpr std::size_t kDateDigits = 8;
  if (!value.is_string()) return from_milliseconds(to_integer(value));
  const auto& text = value.get_ref<const std::string&>();
  if (is_digits(text) && text.size() != kDateDigits) return from_milliseconds(parse_integer(text));
  return parse_iso8601(text);
}

std::string listed(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    text += (text.empty() ? "\"" : ", \"") + std::string(name) + "\"";
  }
  return text;
}

}  // namespace

std::optional<ApiError> read_optional_object(const Request& request, json& out) {
  out = json::object();
  return request.body.empty() ? std::nullopt : read_json_object(request, out);
}

json query_object(const Request& request) {
  json object = json::object();
  for (const auto& [name, value] : Query(request.target)) object.emplace(name, value);
  return object;
}

std::int64_t Parameters::integer(std::string_view key, std::int64_t fallback, std::int64_t min,
                                 std::int64_t max) {
  const json* value = find(key);
  if (value == nullptr) return fallback;
  const auto number = to_integer(*value);
  if (number && *number >= min && *number <= max) return *number;
  refuse(key, "must be a whole number from " + std::to_string(min) + " to " + std::to_string(max),
         *value);
  return fallback;
}

std::size_t Parameters::page() {
  // A page times its size never overflows.
  constexpr std::int64_t kLastPage = 1'000'000'000;
  return static_cast<std::size_t>(integer("page", 1, 1, kLastPage));
}

std::size_t Parameters::page_size(std::size_t fallback, std::size_t max) {
  return static_cast<std::size_t>(
      integer("page_size", static_cast<std::int64_t>(fallback), 1, static_cast<std::int64_t>(max)));
}

bool Parameters::boolean(std::string_view key, bool fallback) {
  const json* value = find(key);
  if (value == nullptr) return fallback;
  if (*value == true || *value == "true") return true;
  if (*value == false || *value == "false") return false;
  refuse(key, "must be true or false", *value);
  return fallback;
}

std::string Parameters::text(std::string_view key) {
  const json* value = find(key);
  if (value == nullptr) return "";
  if (value->is_string()) return value->get<std::string>();
  refuse(key, "must be a string", *value);
  return "";
}

std::string Parameters::required_text(std::string_view key) {
  if (find(key) == nullptr) refuse(key, "is required, a string");
  return text(key);
}

std::string Parameters::choice(std::string_view key,
                               std::initializer_list<std::string_view> allowed) {
  const json* value = find(key);
  if (value == nullptr) return "";
  if (value->is_string()) {
    const auto& text = value->get_ref<const std::string&>();
    if (std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return text;
  }
  refuse(key, "must be one of " + listed(allowed), *value);
  return "";
}

std::optional<std::vector<std::string>> Parameters::texts(std::string_view key) {
  const json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return std::vector{value->get<std::string>()};
  const auto is_text = [](const json& item) { return item.is_string(); };
  if (value->is_array() && std::all_of(value->begin(), value->end(), is_text)) {
    return value->get<std::vector<std::string>>();
  }
  refuse(key, "must be an array of strings", *value);
  return std::nullopt;
}

std::optional<Timestamp> Parameters::time(std::string_view key) {
  const json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto time = to_time(*value)) return time;
  refuse(key,
         "must be a time in ISO 8601 format, e.g. \"2025-10-01T00:00:00Z\", " +
             std::string(kTimeRange) + ", or in milliseconds since 1970",
         *value);
  return std::nullopt;
}

void Parameters::refuse(std::string_view key, std::string_view words) {
  if (!problem_) problem_ = bad_request(std::string(key) + " " + std::string(words));
}

void Parameters::refuse(std::string_view key, const std::string& words, const json& value) {
  refuse(key, words + ", not " + json_quote(value));
}

const json* Parameters::find(std::string_view key) const {
  const auto it = object_.find(key);
  return it == object_.end() || it->is_null() ||
                 (it->is_string() && it->get_ref<const std::string&>().empty())
             ? nullptr
             : &*it;
}

}  // namespace wavespeed_mock
