#include "runner/variables.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "base/value/duration_text.h"
#include "base/value/timestamp.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::string_view kTimes[] = {"time", "date", "time_ms"};

// A built-in time with the duration after it.
struct TimeName {
  std::string_view form;
  Duration distance{0};
};

std::optional<TimeName> time_name(std::string_view name) {
  const std::size_t sign = std::min(name.find_first_of("+-"), name.size());
  TimeName time{.form = name.substr(0, sign)};
  if (std::find(std::begin(kTimes), std::end(kTimes), time.form) == std::end(kTimes)) {
    return std::nullopt;
  }
  if (sign == name.size()) return time;
  const auto distance = parse_duration(name.substr(sign + 1));
  if (!distance) return std::nullopt;
  time.distance = name[sign] == '-' ? -*distance : *distance;
  return time;
}

std::string written(const TimeName& name, Timestamp now) {
  const Timestamp time = now + name.distance;
  if (name.form == "time") return to_rfc3339(time);
  if (name.form == "date") return to_date(std::chrono::floor<std::chrono::days>(time));
  return std::to_string(
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

// Calls `text` with the text between the variables and `variable` with their names.
template <class OnText, class OnVariable>
void walk(std::string_view rest, const OnText& text, const OnVariable& variable) {
  while (!rest.empty()) {
    const std::size_t begin = rest.find("${");
    const std::size_t end = begin == std::string_view::npos ? begin : rest.find('}', begin);
    if (end == std::string_view::npos) return text(rest);
    text(rest.substr(0, begin));
    variable(rest.substr(begin + 2, end - begin - 2));
    rest.remove_prefix(end + 1);
  }
}

// Calls itself for each level, of which the reader of cases allows few.
void collect_names(const json& value, std::vector<std::string>& names) {
  if (value.is_string()) {
    walk(
        value.get_ref<const std::string&>(), [](std::string_view) {},
        [&](std::string_view name) { names.emplace_back(name); });
  } else if (value.is_structured()) {
    for (const json& part : value) collect_names(part, names);
  }
}

}  // namespace

Variables::Variables(const ContractTarget& target) : target_(target) {}

Variables::~Variables() = default;

void Variables::set(const std::string& name, const json& value) {
  captured_.insert_or_assign(name, std::make_unique<const json>(value));
}

json Variables::value_of(std::string_view name) const {
  if (const auto it = captured_.find(name); it != captured_.end()) return *it->second;
  if (name == "key") return target_.key();
  if (name == "base_url") return target_.base_url();
  if (const auto time = time_name(name)) return written(*time, target_.now());
  throw std::out_of_range("the variable \"" + std::string(name) + "\" has no value");
}

json Variables::resolved_string(std::string_view text) const {
  if (text.starts_with("${") && text.find('}') == text.size() - 1) {
    return value_of(text.substr(2, text.size() - 3));
  }
  std::string out;
  walk(
      text, [&](std::string_view part) { out += part; },
      [&](std::string_view name) {
        const json value = value_of(name);
        out += value.is_string() ? value.get<std::string>() : value.dump();
      });
  return out;
}

// As deep as the value of a case: what is put into it was parsed too, and is copied only.
json Variables::resolved(const json& value) const {
  if (value.is_string()) return resolved_string(value.get_ref<const std::string&>());
  json copy = value;
  if (copy.is_structured()) {
    for (json& part : copy) part = resolved(part);
  }
  return copy;
}

std::string Variables::resolved_text(std::string_view text) const {
  const json value = resolved_string(text);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool Variables::is_builtin(std::string_view name) {
  return name == "key" || name == "base_url" || time_name(name).has_value();
}

std::vector<std::string> Variables::names_in(const json& value) {
  std::vector<std::string> names;
  collect_names(value, names);
  return names;
}

}  // namespace wavespeed_mock
