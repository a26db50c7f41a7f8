#include "runner/conditions.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/json_type.h"
#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/text/regular_expression.h"
#include "contract/schema_location.h"
#include "runner/field_path.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

std::string list_of(const json& values) {
  std::string text;
  for (const json& value : values) text += (text.empty() ? "" : ", ") + json_quote(value);
  return text;
}

bool matches(const json& value, const std::string& expression) {
  if (!value.is_string()) return false;
  try {
    return RegularExpression(expression).found_in(value.get_ref<const std::string&>());
  } catch (const ConfigError&) {
    return false;  // A variable put in a text that is invalid as an expression.
  }
}

bool contains(const json& value, const json& part) {
  if (value.is_string() && part.is_string()) {
    return value.get_ref<const std::string&>().find(part.get_ref<const std::string&>()) !=
           std::string::npos;
  }
  return value.is_array() && std::find(value.begin(), value.end(), part) != value.end();
}

// One kind of condition.
struct ConditionKind {
  std::string_view name;
  // Whether `value` is as wanted.
  bool (*holds)(const json& wanted, const json& value);
  // "must be …"
  std::string (*words)(const json& wanted);
  // What is wrong with what the case wants; "" when nothing is.
  std::string (*problem)(const json& wanted);
};

std::string anything(const json&) {
  return "";
}
// A variable may hold it.
bool is_variable(const json& wanted) {
  return wanted.is_string() && wanted.get_ref<const std::string&>().starts_with("${");
}
std::string a_number(const json& wanted) {
  return wanted.is_number() || is_variable(wanted) ? "" : "must be a number";
}
bool both_numbers(const json& a, const json& b) {
  return a.is_number() && b.is_number();
}

std::string a_regular_expression(const json& wanted) {
  if (!wanted.is_string()) return "must be a string";
  if (is_variable(wanted)) return "";
  return problem_of_regular_expression(wanted.get<std::string>());
}

std::string a_count(const json& wanted) {
  if (wanted.is_object()) return problem_of_conditions(wanted);
  return a_number(wanted);
}

bool has_count(const json& wanted, const json& value) {
  if (!value.is_structured()) return false;
  const json size = value.size();
  return wanted.is_object() ? judge(wanted, "", &size).failures.empty() : size == wanted;
}

std::string count_words(const json& wanted);

constexpr ConditionKind kKinds[] = {
    {"equals", [](const json& wanted, const json& value) { return wanted == value; },
     [](const json& wanted) { return "must be " + json_quote(wanted); }, anything},
    {"not", [](const json& wanted, const json& value) { return wanted != value; },
     [](const json& wanted) { return "must be anything but " + json_quote(wanted); }, anything},
    {"one_of",
     [](const json& wanted, const json& value) {
       return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
     },
     [](const json& wanted) { return "must be one of " + list_of(wanted); },
     [](const json& wanted) {
       return std::string(wanted.is_array() && !wanted.empty() ? "" : "must be a list of values");
     }},
    {"matches",
     [](const json& wanted, const json& value) {
       return wanted.is_string() && matches(value, wanted.get<std::string>());
     },
     [](const json& wanted) { return "must match " + shortened(wanted.get<std::string>()); },
     a_regular_expression},
    {"at_least",
     [](const json& wanted, const json& value) {
       return both_numbers(wanted, value) && value >= wanted;
     },
     [](const json& wanted) { return "must be at least " + json_quote(wanted); }, a_number},
    {"at_most",
     [](const json& wanted, const json& value) {
       return both_numbers(wanted, value) && value <= wanted;
     },
     [](const json& wanted) { return "must be at most " + json_quote(wanted); }, a_number},
    {"above",
     [](const json& wanted, const json& value) {
       return both_numbers(wanted, value) && value > wanted;
     },
     [](const json& wanted) { return "must be above " + json_quote(wanted); }, a_number},
    {"count", has_count, count_words, a_count},
    {"contains", [](const json& wanted, const json& value) { return contains(value, wanted); },
     [](const json& wanted) { return "must contain " + json_quote(wanted); }, anything},
    {"is",
     [](const json& wanted, const json& value) {
       return is_of_json_type(value, wanted.get<std::string>());
     },
     [](const json& wanted) { return "must be of type " + wanted.get<std::string>(); },
     [](const json& wanted) {
       const bool known = wanted.is_string() && is_json_type(wanted.get<std::string>());
       return std::string(
           known ? "" : "must be string, number, integer, boolean, array, object or null");
     }},
    {"absent", [](const json& wanted, const json&) { return wanted == false; },
     [](const json& wanted) {
       return std::string(wanted == true ? "must be absent" : "must be present");
     },
     [](const json& wanted) {
       return std::string(wanted.is_boolean() ? "" : "must be true or false");
     }},
};

const ConditionKind* kind_named(std::string_view name) {
  const auto it = std::find_if(std::begin(kKinds), std::end(kKinds),
                               [&](const ConditionKind& kind) { return kind.name == name; });
  return it == std::end(kKinds) ? nullptr : it;
}

// Calls `each` with every condition; a plain value is the condition that it is equal.
void for_each_condition(const json& conditions,
                        const std::function<void(const ConditionKind&, const json& wanted)>& each) {
  if (!conditions.is_object()) return each(*kind_named("equals"), conditions);
  for (const auto& [name, wanted] : conditions.items()) each(*kind_named(name), wanted);
}

// "must have at least 1 entries"
std::string count_words(const json& wanted) {
  constexpr std::string_view kBe = "must be ";
  std::string numbers;
  for_each_condition(wanted, [&](const ConditionKind& kind, const json& number) {
    std::string words = kind.words(number);
    if (words.starts_with(kBe)) words.erase(0, kBe.size());
    numbers += (numbers.empty() ? "" : " and ") + words;
  });
  return "must have " + numbers + " entries";
}

// Judges the parts of `value` that the rest of a path leads to.
Judgement judge_below(const json& conditions, const json* value, const ValuePath& path,
                      std::size_t at, const ValuePath& walked) {
  const auto each =
      std::find(path.begin() + static_cast<std::ptrdiff_t>(at), path.end(), std::string("[]"));
  ValuePath here = walked;
  const ValuePath plain(path.begin() + static_cast<std::ptrdiff_t>(at), each);
  here.insert(here.end(), plain.begin(), plain.end());
  const json* const part = value_at(*value, plain);
  const std::string name = here.empty() ? "the body" : to_text(here);
  if (each == path.end()) return judge(conditions, name, part);

  if (part == nullptr || !part->is_array() || part->empty()) {
    return {.assertions = 1,
            .failures = {name + " must be a list with entries, not " +
                         (part == nullptr ? "missing" : json_quote(*part))}};
  }
  Judgement all;
  const auto next = static_cast<std::size_t>(each - path.begin()) + 1;
  for (std::size_t i = 0; i < part->size(); ++i) {
    ValuePath entry = here;
    entry.push_back(std::to_string(i));
    all.add(judge_below(conditions, &(*part)[i], path, next, entry));
  }
  return all;
}

}  // namespace

void Judgement::add(Judgement more) {
  assertions += more.assertions;
  std::move(more.failures.begin(), more.failures.end(), std::back_inserter(failures));
}

Judgement judge(const json& conditions, const std::string& field, const json* value) {
  Judgement judged;
  for_each_condition(conditions, [&](const ConditionKind& kind, const json& wanted) {
    ++judged.assertions;
    if (value == nullptr) {
      if (kind.name == "absent" && wanted == true) return;
      judged.failures.push_back(field + ' ' + kind.words(wanted) + ", but is missing");
    } else if (!kind.holds(wanted, *value)) {
      judged.failures.push_back(field + ' ' + kind.words(wanted) + ", not " + json_quote(*value));
    }
  });
  return judged;
}

Judgement judge_header(const json& conditions, const std::string& field, const std::string* value) {
  if (value == nullptr) return judge(conditions, field, nullptr);
  const json as_text = *value;
  double number = 0;
  const char* const end = value->data() + value->size();
  const auto [rest, error] = std::from_chars(value->data(), end, number);
  const bool is_number = error == std::errc() && rest == end;
  Judgement all;
  for_each_condition(conditions, [&](const ConditionKind& kind, const json& wanted) {
    const json as_number = number;
    const bool by_number = is_number && wanted.is_number();
    all.add(judge({{kind.name, wanted}}, field, by_number ? &as_number : &as_text));
  });
  return all;
}

Judgement judge_part(const json& conditions, const std::string& field, const json& body) {
  return judge_below(conditions, &body, *parse_field(field), 0, {});
}

const json* part_of(const json& body, std::string_view field) {
  return value_at(body, *parse_field(field));
}

std::string problem_of_conditions(const json& conditions) {
  if (!conditions.is_object()) return "";
  if (conditions.empty()) return "must name a condition";
  for (const auto& [name, wanted] : conditions.items()) {
    const ConditionKind* const kind = kind_named(name);
    if (kind == nullptr) {
      std::vector<std::string_view> known;
      for (const ConditionKind& each : kKinds) known.push_back(each.name);
      return "has no condition \"" + shortened(name) + '"' + did_you_mean(name, known) +
             " (to compare with an object, put it in \"equals\")";
    }
    const std::string problem = kind->problem(wanted);
    if (!problem.empty()) return text_quote(name) + " " + problem + ", not " + json_quote(wanted);
  }
  return "";
}

std::string problem_of_field(std::string_view field) {
  return parse_field(field) ? "" : "must be the name of a field such as \"data.items[0].id\"";
}

}  // namespace wavespeed_mock
