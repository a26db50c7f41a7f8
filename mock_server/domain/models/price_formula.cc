#include "domain/models/price_formula.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/text/json_text.h"

namespace wavespeed_mock {
namespace {

std::string number_text(double number) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

std::string quoted_literal(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string literal(const Scalar& scalar) {
  if (const auto* text = std::get_if<std::string>(&scalar)) return quoted_literal(*text);
  if (const auto* number = std::get_if<double>(&scalar)) return number_text(*number);
  return std::get<bool>(scalar) ? "true" : "false";
}

// Other names than plain ones, and words of the language, have to be looked up.
std::string reference(const std::string& input) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto fits = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  constexpr std::string_view kWords[] = {"and", "or", "in", "true", "null", "false", "function"};
  const bool plain = !input.empty() && is_letter(input[0]) &&
                     std::all_of(input.begin(), input.end(), fits) &&
                     std::find(std::begin(kWords), std::end(kWords), input) == std::end(kWords);
  return plain ? input : "$lookup($, " + quoted_literal(input) + ")";
}

// The base price, or the price of the first case that fits.
std::string base_text(const PriceRule& price) {
  if (price.cases.empty()) return "base_price";
  std::string text = "(";
  for (const PriceCase& price_case : price.cases) {
    bool first = true;
    for (const auto& [input, value] : price_case.when) {
      text += (first ? "" : " and ") + reference(input) + " = " + literal(value);
      first = false;
    }
    text += " ? " + std::to_string(price_case.price.micros) + " : ";
  }
  return text + "base_price)";
}

// Whether the input, or its default, is of this type for certain.
template <class Value>
bool is_always(const InputRule& rule, std::uint8_t types) {
  return rule.types != 0 && (rule.types & ~types) == 0 && !rule.nullable &&
         (rule.required || (rule.fallback && std::holds_alternative<Value>(*rule.fallback)));
}

// Whether no value of this input is below `min`.
bool stays_above(const InputRule& rule, double min) {
  if (rule.minimum) return *rule.minimum >= min;
  return !rule.allowed.empty() &&
         std::all_of(rule.allowed.begin(), rule.allowed.end(), [&](const Scalar& allowed) {
           const auto* number = std::get_if<double>(&allowed);
           return number == nullptr || *number >= min;
         });
}

std::string divided(std::string text, double per) {
  return per == 1 ? text : std::move(text) + " / " + number_text(per);
}

std::string guarded(const std::string& input, std::string_view type, const std::string& text) {
  return "($type(" + input + ") = \"" + std::string(type) + "\" ? " + text + " : 1)";
}

std::string characters_text(const PriceFactor& factor, const InputRule& rule) {
  const std::string input = reference(factor.input);
  const std::string text =
      "$max([1, $ceil(" + divided("$length(" + input + ")", factor.per) + ")])";
  constexpr auto kStrings = static_cast<std::uint8_t>(InputType::string);
  return is_always<std::string>(rule, kStrings) ? text : guarded(input, "string", text);
}

std::string number_factor_text(const PriceFactor& factor, const InputRule& rule) {
  const std::string input = reference(factor.input);
  std::string value = input;
  const double min = factor.at_least.value_or(0);
  // A value below zero counts as zero; say so only where it can occur.
  if (!stays_above(rule, min)) {
    value = "$max([" + number_text(min) + ", " + value + "])";
  }
  if (factor.at_most) value = "$min([" + number_text(*factor.at_most) + ", " + value + "])";
  value = divided(std::move(value), factor.per);
  constexpr auto kNumbers =
      static_cast<std::uint8_t>(InputType::number) | static_cast<std::uint8_t>(InputType::integer);
  return is_always<double>(rule, kNumbers) ? value : guarded(input, "number", value);
}

}  // namespace

std::string price_formula(const PriceRule& rule, const InputSchema& inputs) {
  if (rule.cases.empty() && rule.factors.empty()) return {};
  std::string text = base_text(rule);
  for (const PriceFactor& factor : rule.factors) {
    const InputRule* input = inputs.find(factor.input);
    // The loader lets no rule name an input that the model lacks.
    if (input == nullptr) continue;
    text += " * " + (factor.measure == PriceFactor::Measure::characters
                         ? characters_text(factor, *input)
                         : number_factor_text(factor, *input));
  }
  return "{\"total_price\": " + text + "}";
}

}  // namespace wavespeed_mock
