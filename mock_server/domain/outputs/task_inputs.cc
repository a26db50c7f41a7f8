#include "domain/outputs/task_inputs.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/text/json_parser.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr double kShortest = 1;  // seconds
constexpr double kLongest = 600;
constexpr double kUsual = 5;
constexpr double kCharactersPerSecond = 15;

std::string text_of(const json& inputs, const char* name) {
  const auto it = inputs.find(name);
  return it != inputs.end() && it->is_string() ? it->get<std::string>() : "";
}

// Some models take the number as a text.
std::optional<double> positive_number(const std::optional<Scalar>& value) {
  if (!value) return std::nullopt;
  double number = 0;
  if (const auto* given = std::get_if<double>(&*value)) {
    number = *given;
  } else if (const auto* text = std::get_if<std::string>(&*value)) {
    std::from_chars(text->data(), text->data() + text->size(), number);
  }
  return number > 0 ? std::optional(number) : std::nullopt;
}

std::optional<double> duration_of(const Model& model, const json& inputs) {
  const InputRule* rule = model.inputs.find("duration");
  if (rule == nullptr) return std::nullopt;
  const auto it = inputs.find("duration");
  const auto given = it == inputs.end() ? std::nullopt : positive_number(to_scalar(*it));
  return given ? given : positive_number(rule->fallback);
}

}  // namespace

TaskInputs read_task_inputs(const Prediction& prediction) {
  const json inputs = parse_json(prediction.inputs).value_or(nullptr);
  TaskInputs found;
  if (inputs.is_object()) {
    found.prompt = text_of(inputs, "prompt");
    if (found.prompt.empty()) found.prompt = text_of(inputs, "text");
  }
  const Model& model = *prediction.model;
  double seconds = kUsual;
  if (const auto duration = duration_of(model, inputs)) {
    seconds = *duration;
  } else if (model.output == MediaKind::audio) {
    seconds = static_cast<double>(count_characters(found.prompt)) / kCharactersPerSecond;
  }
  found.seconds = std::clamp(seconds, kShortest, kLongest);
  return found;
}

}  // namespace wavespeed_mock
