#include "domain/models/pricing.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "base/formula/formula_price.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

class TaskInputs final : public FormulaInputs {
 public:
  TaskInputs(const json& inputs, const json* defaults, const MediaDurations& durations)
      : inputs_(inputs), defaults_(defaults), durations_(durations) {}

  const json* find(std::string_view name) const override {
    const auto given = inputs_.find(name);
    if (given != inputs_.end() && !given->is_null()) return &*given;
    if (defaults_ == nullptr) return nullptr;
    const auto fallback = defaults_->find(name);
    return fallback == defaults_->end() ? nullptr : &*fallback;
  }

  std::optional<double> media_seconds(std::string_view media) const override {
    return media_seconds_of_input(media, durations_.own_files, durations_.otherwise);
  }

 private:
  const json& inputs_;
  const json* const defaults_;  // null for none
  const MediaDurations durations_;
};

}  // namespace

void set_price_formula(Model& model, std::string formula, const json& request_schema) {
  model.formula = std::move(formula);
  if (model.formula.empty()) return;
  model.price = Formula::parse(model.formula);
  const auto properties = request_schema.find("properties");
  if (properties == request_schema.end() || !properties->is_object()) return;
  json defaults = json::object();
  for (const std::string& name : model.price->input_names()) {
    const auto property = properties->find(name);
    if (property == properties->end() || !property->is_object()) continue;
    const auto value = property->find("default");
    if (value != property->end() && !value->is_null()) defaults[name] = *value;
  }
  if (!defaults.empty()) model.price_defaults = std::make_shared<const json>(std::move(defaults));
}

Price price_of(const Model& model, const json& inputs, const MediaDurations& durations) {
  if (model.is_guessed) {
    return {model.unit_price,
            "the catalogue does not have the model: its output and its price are guessed"};
  }
  if (!model.price) {
    return {model.unit_price,
            model.formula.empty()
                ? ""
                : "the price is the base price: the mock cannot evaluate the model's formula"};
  }
  const TaskInputs task_inputs(inputs, model.price_defaults.get(), durations);
  const FormulaResult result =
      model.price->evaluate(task_inputs, static_cast<double>(model.unit_price.micros));
  switch (result.kind) {
    case FormulaResult::Kind::number:
      return {price_of_formula_value(result.number), ""};
    case FormulaResult::Kind::undefined:
      return {model.unit_price,
              "the price is the base price: the formula needs an input that is absent"};
    case FormulaResult::Kind::error:
      break;
  }
  return {model.unit_price,
          "the price is the base price: the formula cannot use these inputs: " + result.error};
}

}  // namespace wavespeed_mock
