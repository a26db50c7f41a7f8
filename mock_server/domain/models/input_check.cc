#include "domain/models/input_check.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text/quoting.h"
#include "domain/models/input_media.h"
#include "domain/models/input_validation.h"
#include "domain/models/input_words.h"
#include "media/picture_size.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxProblems = 5;

bool is_whole(const json& value) {
  if (value.is_number_integer()) return true;
  // 28.0 is an integer, as JSON schema has it.
  return value.is_number_float() && std::nearbyint(value.get<double>()) == value.get<double>();
}

bool has_type(const json& value, const InputRule& rule) {
  if (rule.types == 0) return true;
  switch (value.type()) {
    case json::value_t::string:
      return rule.accepts(InputType::string);
    case json::value_t::boolean:
      return rule.accepts(InputType::boolean);
    case json::value_t::array:
      return rule.accepts(InputType::array);
    case json::value_t::object:
      return rule.accepts(InputType::object);
    default:
      return value.is_number() && (rule.accepts(InputType::number) ||
                                   (rule.accepts(InputType::integer) && is_whole(value)));
  }
}

bool is_allowed(const InputRule& rule, const json& value) {
  const auto scalar = to_scalar(value);
  return scalar && std::ranges::find(rule.allowed, *scalar) != rule.allowed.end();
}

// Forms send an optional input that was left blank as an empty text. Elements have no name.
bool is_left_blank(const InputRule& rule, const std::string& text) {
  return text.empty() && !rule.required && !rule.name.empty();
}

// 0.3 is a multiple of 0.1, though not of the number that 0.1 is stored as.
bool is_multiple(double number, double of) {
  constexpr double kTolerance = 1e-9;
  const double times = number / of;
  return std::abs(times - std::nearbyint(times)) <= kTolerance * std::max(1.0, std::abs(times));
}

bool has_repeated_items(const json& list) {
  std::vector<const json*> items;
  items.reserve(list.size());
  for (const json& item : list) items.push_back(&item);
  std::ranges::sort(items, [](const json* a, const json* b) { return *a < *b; });
  return std::ranges::adjacent_find(items, [](const json* a, const json* b) { return *a == *b; }) !=
         items.end();
}

std::string allowed_hint(const InputRule& rule) {
  if (!rule.allowed.empty()) return ", one of " + comma_list(rule.allowed);
  const std::string names = type_names(rule);
  return names.empty() ? "" : ", " + names;
}

const InputRule* find(const std::vector<InputRule>* rules, std::string_view name) {
  if (rules == nullptr) return nullptr;
  const auto found =
      std::ranges::find_if(*rules, [&](const InputRule& rule) { return rule.name == name; });
  return found == rules->end() ? nullptr : &*found;
}

json to_json(const Scalar& scalar) {
  return std::visit([](const auto& value) { return json(value); }, scalar);
}

std::string not_this(const json& value) {
  return ", not " + json_quote(value);
}

}  // namespace

void InputCheck::check_inputs(const InputSchema& schema, const json& inputs) {
  check_fields(schema.fields, inputs, "", nullptr);
  if (schema.rare || how_.unknown == UnknownInputs::refuse) {
    check_names(schema.fields, schema.rare.get(), inputs, "");
  }
  if (schema.rare) check_conditions(*schema.rare, inputs, "", &schema.fields);
}

void InputCheck::check(const InputRule& rule, const json& value, const std::string& path) {
  check(rule, value, path, nullptr);
}

void InputCheck::check_fields(const Fields& rules, const json& object, const std::string& prefix,
                              const Fields* own) {
  for (const InputRule& rule : rules) {
    const auto it = object.find(rule.name);
    if (it != object.end()) {
      check(rule, *it, prefix + rule.name);
      if (is_over()) return;
      continue;
    }
    const InputRule* const own_rule = find(own, rule.name);
    if (own_rule != nullptr && own_rule->fallback) {
      if (fills_defaults_) check(rule, to_json(*own_rule->fallback), prefix + rule.name);
    } else if (rule.required && !how_.may_lack_inputs) {
      report(prefix + rule.name, "is required", allowed_hint(rule));
    }
  }
}

void InputCheck::check(const InputRule& rule, const json& value, const std::string& path,
                       const Fields* own) {
  if (value.is_null() && rule.nullable) return;
  if (!has_type(value, rule)) {
    return report(path, "must be " + type_names(rule), not_this(value));
  }
  if (!rule.allowed.empty() && !is_allowed(rule, value)) {
    // In a branch its condition follows, which must not look like a part of the list.
    return report(path,
                  branches_.empty() ? "must be one of " + comma_list(rule.allowed)
                                    : "must be " + or_list(rule.allowed),
                  not_this(value));
  }
  if (value.is_number()) {
    check_number(rule, value, path);
  } else if (value.is_string()) {
    check_text(rule, value, path);
  } else if (value.is_array()) {
    check_items(rule, value, path);
  } else if (value.is_object()) {
    const std::string prefix = path.empty() ? "" : path + ".";
    check_fields(rule.fields, value, prefix, own);
    const bool has_names = how_.unknown == UnknownInputs::refuse && !rule.fields.empty();
    if (rule.rare || has_names) check_names(rule.fields, rule.rare.get(), value, prefix);
  }
  if (rule.rare) check_conditions(*rule.rare, value, path, own == nullptr ? &rule.fields : own);
}

void InputCheck::check_number(const InputRule& rule, const json& value, const std::string& path) {
  const auto number = value.get<double>();
  if ((rule.minimum && number < *rule.minimum) || (rule.maximum && number > *rule.maximum)) {
    return report(path, "must be " + range_text(rule.minimum, rule.maximum), not_this(value));
  }
  if (!rule.rare) return;
  const RareInputRules& rare = *rule.rare;
  if (rare.above && !(number > *rare.above)) {
    return report(path, "must be above " + shown(*rare.above), not_this(value));
  }
  if (rare.below && !(number < *rare.below)) {
    return report(path, "must be below " + shown(*rare.below), not_this(value));
  }
  if (rare.multiple_of && !is_multiple(number, *rare.multiple_of)) {
    report(path, "must be a multiple of " + shown(*rare.multiple_of), not_this(value));
  }
}

void InputCheck::check_text(const InputRule& rule, const json& value, const std::string& path) {
  const auto& text = value.get_ref<const std::string&>();
  if (rule.media && !is_left_blank(rule, text)) {
    if (const auto problem = find_media_problem(text, rule.media_kinds)) {
      return report(path, *problem);
    }
  }
  if (rule.sides) return check_size(*rule.sides, text, path);
  if (rule.min_length || rule.max_length) {
    const std::size_t length = count_characters(text);
    if (length < rule.min_length.value_or(0) || length > rule.max_length.value_or(length)) {
      return report(path,
                    "must have " + range_text(rule.min_length, rule.max_length) + " characters",
                    ", not " + std::to_string(length));
    }
  }
  if (rule.rare && rule.rare->pattern && !rule.rare->pattern->found_in(text)) {
    report(path, "must match the pattern " + rule.rare->pattern_text, not_this(value));
  }
}

void InputCheck::check_size(InputRule::Sides sides, const std::string& text,
                            const std::string& path) {
  const auto size = parse_picture_size(text);
  const auto fits = [&](std::uint32_t side) {
    return side >= sides.minimum && side <= sides.maximum;
  };
  if (size && fits(size->width) && fits(size->height)) return;
  report(path,
         "must be \"W*H\" with each side from " + std::to_string(sides.minimum) + " to " +
             std::to_string(sides.maximum),
         not_this(text));
}

void InputCheck::check_items(const InputRule& rule, const json& value, const std::string& path) {
  const std::size_t count = value.size();
  if (count < rule.min_items.value_or(0) || count > rule.max_items.value_or(count)) {
    return report(path, "must have " + range_text(rule.min_items, rule.max_items) + " items",
                  ", not " + std::to_string(count));
  }
  if (rule.rare && rule.rare->unique_items && has_repeated_items(value)) {
    return report(path, "must not have an item twice");
  }
  if (rule.items.empty()) return;
  std::size_t index = 0;
  for (const json& item : value) {
    check(rule.items.front(), item, path + "[" + std::to_string(index++) + "]");
    if (is_over()) return;
  }
}

std::optional<std::string> InputCheck::result() const {
  if (count_ == 0) return std::nullopt;
  return problems_;
}

bool InputCheck::is_over() const {
  return count_ > (how_.is_silent ? 0 : kMaxProblems);
}

void InputCheck::report(const std::string& path, std::string_view must, const std::string& rest) {
  if (how_.is_silent) {
    ++count_;
    return;
  }
  if (!branches_.empty() && std::ranges::find(reported_, path) != reported_.end()) return;
  reported_.push_back(path);
  std::string sentence = path.empty() ? "" : "\"" + path + "\" ";
  sentence += must;
  sentence += branch_words();
  say(sentence + rest);
}

void InputCheck::say(const std::string& sentence) {
  if (count_++ == kMaxProblems) problems_ += "; …";
  if (count_ > kMaxProblems) return;
  if (!problems_.empty()) problems_ += "; ";
  problems_ += sentence;
}

}  // namespace wavespeed_mock
