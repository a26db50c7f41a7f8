#include "domain/models/input_conditions.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "domain/models/input_validation.h"
#include "domain/models/input_words.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr auto kString = static_cast<std::uint8_t>(InputType::string);

// The value's own rule says more about it than that it is given, or a text that is not blank.
bool is_limited(const InputRule& rule) {
  return (rule.types != 0 && rule.types != kString) || rule.minimum || rule.maximum ||
         rule.min_length.value_or(0) > 1 || rule.max_length || rule.min_items || rule.max_items ||
         rule.sides || rule.rare || !rule.fields.empty() || !rule.items.empty();
}

bool asks_to_be_given(const InputRule& field) {
  return field.required && field.allowed.empty() && !is_limited(field);
}

// A rule about an object, and about nothing but its fields.
bool is_about_fields(const InputRule& rule) {
  constexpr auto kObject = static_cast<std::uint8_t>(InputType::object);
  return (rule.types == 0 || rule.types == kObject) && rule.allowed.empty() && !rule.rare;
}

std::string in_quotes(std::string_view name) {
  return '"' + std::string(name) + '"';
}

// Why a field is as it must be, or why not; nullopt where the words would say too little.
std::optional<std::string> clause(const InputRule& field, bool holds, const json& inputs) {
  const auto it = inputs.find(field.name);
  const bool is_given = it != inputs.end();
  if (asks_to_be_given(field)) return (holds ? "with " : "without ") + in_quotes(field.name);
  if (field.allowed.empty()) return std::nullopt;
  if (!is_given) return "without " + in_quotes(field.name);
  return "when " + in_quotes(field.name) + (holds ? " is " : " is not ") + or_list(field.allowed);
}

bool fails(const InputRule& field, const json& inputs) {
  const auto it = inputs.find(field.name);
  if (it == inputs.end()) return field.required;
  return find_value_problem(field, *it).has_value();
}

}  // namespace

std::string condition_words(const InputRule& condition, bool holds, const json& inputs) {
  if (!inputs.is_object()) return "";
  if (condition.fields.empty() && condition.rare && condition.rare->conditions.size() == 1) {
    const InputCondition& inner = condition.rare->conditions.front();
    if (inner.kind != InputCondition::Kind::never) return "";
    return condition_words(inner.rules.front(), !holds, inputs);
  }
  if (!is_about_fields(condition)) return "";
  std::vector<std::string> clauses;
  for (const InputRule& field : condition.fields) {
    // One that fails is reason enough.
    if (!holds && !fails(field, inputs)) continue;
    const auto words = clause(field, holds, inputs);
    if (!words) return "";
    clauses.push_back(*words);
    if (!holds) break;
  }
  return list_with(clauses, "and");
}

std::vector<std::string> fields_asked_for(const InputRule& rule, const std::string& prefix) {
  if (!is_about_fields(rule) || !std::ranges::all_of(rule.fields, asks_to_be_given)) return {};
  std::vector<std::string> names;
  names.reserve(rule.fields.size());
  for (const InputRule& field : rule.fields) names.push_back(in_quotes(prefix + field.name));
  return names;
}

std::string excluded_problem(const InputRule& excluded, std::string_view path,
                             const std::string& prefix) {
  const std::vector<std::string> names = fields_asked_for(excluded, prefix);
  if (names.size() == 1) return names.front() + " must not be given";
  if (names.size() > 1) {
    return names.front() + " must not be given together with " +
           list_with({names.begin() + 1, names.end()}, "and");
  }
  const std::string subject = path.empty() ? "" : in_quotes(path) + ' ';
  if (!excluded.allowed.empty()) return subject + "must not be " + or_list(excluded.allowed);
  if (is_about_fields(excluded) && excluded.fields.size() == 1) {
    const InputRule& field = excluded.fields.front();
    if (!field.allowed.empty()) {
      return in_quotes(prefix + field.name) + " must " +
             (field.required ? "" : "be given and must ") + "not be " + or_list(field.allowed);
    }
  }
  return (path.empty() ? "the inputs " : subject) +
         "must not be as \"not\" in the request schema describes";
}

}  // namespace wavespeed_mock
