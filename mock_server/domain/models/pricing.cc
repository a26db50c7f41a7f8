#include "domain/models/pricing.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "domain/models/input_validation.h"

namespace wavespeed_mock {
namespace {

std::optional<Scalar> input_or_default(const Model& model, const nlohmann::json& inputs,
                                       const std::string& name) {
  const auto it = inputs.find(name);
  if (it != inputs.end() && !it->is_null()) return to_scalar(*it);
  const InputRule* rule = model.inputs.find(name);
  return rule == nullptr ? std::nullopt : rule->fallback;
}

bool fits(const PriceCase& price_case, const Model& model, const nlohmann::json& inputs) {
  return std::all_of(price_case.when.begin(), price_case.when.end(), [&](const auto& condition) {
    return input_or_default(model, inputs, condition.first) == condition.second;
  });
}

double measure(const PriceFactor& factor, const Model& model, const nlohmann::json& inputs) {
  const auto input = input_or_default(model, inputs, factor.input);
  if (!input) return 1;
  if (factor.measure == PriceFactor::Measure::characters) {
    const auto* text = std::get_if<std::string>(&*input);
    if (text == nullptr) return 1;
    return std::max(1.0, std::ceil(static_cast<double>(count_characters(*text)) / factor.per));
  }
  const auto* number = std::get_if<double>(&*input);
  if (number == nullptr) return 1;
  double value = *number;
  if (factor.at_least) value = std::max(value, *factor.at_least);
  if (factor.at_most) value = std::min(value, *factor.at_most);
  return std::max(0.0, value) / factor.per;
}

}  // namespace

Money price_of(const Model& model, const nlohmann::json& inputs) {
  constexpr double kMaxMicros = 1e15;
  Money base = model.price.base;
  for (const PriceCase& price_case : model.price.cases) {
    if (!fits(price_case, model, inputs)) continue;
    base = price_case.price;
    break;
  }
  auto micros = static_cast<double>(base.micros);
  // Each factor is bounded too: infinity times a price of zero is not a number.
  for (const PriceFactor& factor : model.price.factors) {
    micros *= std::min(measure(factor, model, inputs), kMaxMicros);
  }
  return {std::llround(std::min(micros, kMaxMicros))};
}

}  // namespace wavespeed_mock
