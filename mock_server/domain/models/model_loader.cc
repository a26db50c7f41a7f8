#include "domain/models/model_loader.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "domain/models/input_schema_loader.h"
#include "domain/models/input_validation.h"
#include "domain/models/run_time.h"
#include "domain/models/task_errors.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr double kMaxPriceUsd = 1e6;
constexpr double kMaxFactor = 1e9;

// Ids become part of URLs as they are, where "." and ".." mean other things.
bool is_model_id(std::string_view id) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || c == '/';
  };
  const std::string enclosed = "/" + std::string(id) + "/";
  const auto has = [&](std::string_view part) { return enclosed.find(part) != std::string::npos; };
  return std::all_of(id.begin(), id.end(), fits) && !has("//") && !has("/./") && !has("/../");
}

std::string load_type(JsonReader& in) {
  in.text("type");
  return in.choice(
      "type",
      {"text-to-image", "image-to-image", "text-to-video", "image-to-video", "video-to-video",
       "audio-to-video", "text-to-audio", "image-to-3d", "image-to-text", "text-to-text",
       "training", "image-tools", "image-effects", "video-effects", "scenario-marketing"},
      "");
}

MediaKind output_of_type(std::string_view type) {
  if (type == "video-effects") return MediaKind::video;
  const auto* const output = std::ranges::find_if(
      kOutputKinds, [&](const OutputKind& kind) { return type.ends_with(kind.type_end); });
  return output == std::end(kOutputKinds) ? MediaKind::image : output->kind;
}

MediaKind load_output(JsonReader& in, std::string_view type) {
  const json* const value = in.value("output");
  if (value == nullptr) return output_of_type(type);
  const std::string name = value->is_string() ? value->get<std::string>() : "";
  std::string names;
  for (const OutputKind& output : kOutputKinds) {
    if (output.name == name) return output.kind;
    names += (names.empty() ? "\"" : ", \"") + std::string(output.name) + "\"";
  }
  in.fail("output", "must be one of " + names + ", not " + json_quote(*value));
}

Money load_usd(JsonReader& in, std::string_view key) {
  const double usd = in.number(key, 0, kMaxPriceUsd);
  const Money money = Money::from_usd(usd);
  if (std::abs(money.usd() - usd) > 1e-9) in.fail(key, "must be whole micro-dollars");
  return money;
}

// Price rules may only use inputs that the schema knows, else they would never apply.
const InputRule& need_input(const JsonReader& in, std::string_view key, const InputSchema& inputs,
                            const std::string& name) {
  const InputRule* rule = inputs.find(name);
  if (rule == nullptr) {
    in.fail(key, "names " + text_quote(name) + ", which is not a property of request_schema");
  }
  return *rule;
}

PriceCase load_case(const json& entry, const std::string& where, const InputSchema& inputs) {
  JsonReader in(entry, where, "price case");
  PriceCase price_case{.price = load_usd(in, "usd")};
  const json& when = in.required_value("when");
  if (!when.is_object() || when.empty()) {
    in.fail("when", "must be an object with at least one input and its value");
  }
  for (const auto& [name, value] : when.items()) {
    const InputRule& rule = need_input(in, "when", inputs, name);
    if (const auto problem = find_value_problem(rule, value)) {
      in.fail("when", text_quote(name) + " " + *problem);
    }
    const auto scalar = to_scalar(value);
    if (!scalar) in.fail("when", text_quote(name) + " must be a string, a number, true or false");
    price_case.when.emplace_back(name, *scalar);
  }
  in.done();
  return price_case;
}

PriceFactor load_factor(const json& entry, const std::string& where, const InputSchema& inputs) {
  JsonReader in(entry, where, "price factor");
  PriceFactor factor;
  const std::string characters_of = in.text("characters_of", "");
  const bool by_characters = !characters_of.empty();
  factor.measure = by_characters ? PriceFactor::Measure::characters : PriceFactor::Measure::number;
  const std::string_view key = by_characters ? "characters_of" : "input";
  factor.input = by_characters ? characters_of : in.text("input");
  const InputRule& rule = need_input(in, key, inputs, factor.input);
  const bool measurable = by_characters
                              ? rule.accepts(InputType::string)
                              : rule.accepts(InputType::number) || rule.accepts(InputType::integer);
  if (!measurable) {
    in.fail(key, "names " + text_quote(factor.input) + ", which is not a " +
                     (by_characters ? "string" : "number"));
  }
  constexpr double kMinUnit = 1e-6;
  factor.per = in.optional_number("per", kMinUnit, kMaxFactor).value_or(1);
  if (!by_characters) {
    factor.at_least = in.optional_number("at_least", 0, kMaxFactor);
    factor.at_most = in.optional_number("at_most", 0, kMaxFactor);
    if (factor.at_least && factor.at_most && *factor.at_least > *factor.at_most) {
      in.fail("at_least", "must not be above at_most");
    }
  }
  in.done();
  return factor;
}

PriceRule load_price(const json& entry, const std::string& where, const InputSchema& inputs) {
  JsonReader in(entry, where, "price");
  PriceRule rule{.base = load_usd(in, "usd")};
  in.each("cases", [&](const json& one, const std::string& name) {
    rule.cases.push_back(load_case(one, name, inputs));
  });
  in.each("times", [&](const json& one, const std::string& name) {
    rule.factors.push_back(load_factor(one, name, inputs));
  });
  in.done();
  return rule;
}

FailureRule load_failure(const json& entry, const std::string& where) {
  constexpr std::int64_t kMaxCode = 99'999;
  JsonReader in(entry, where, "failure");
  FailureRule rule;
  rule.probability = in.number("probability", 0, 1);
  const std::int64_t code = in.integer("code", 0, kMaxCode);
  if (!is_task_error_code(code)) {
    in.fail("code",
            "must be a task error code: 1200, 1400 to 1403, 1405 to 1407, 5000, 5003 or 5004");
  }
  rule.code = static_cast<int>(code);
  rule.error = in.text("error");
  in.done();
  return rule;
}

Distribution load_run_time(JsonReader& in) {
  const std::string text = in.text("run_time");
  const auto distribution = parse_distribution(text);
  if (!distribution) {
    in.fail("run_time", "must be " + std::string(kDistributionForms) + ", not " + text_quote(text) +
                            distribution_hint(text));
  }
  return *distribution;
}

// Clients read these two without asking whether they are there.
std::string schema_for_clients(const json& schema) {
  if (schema.contains("required") && schema.contains("x-order-properties")) return schema.dump();
  json full = schema;
  full.emplace("required", json::array());
  json order = json::array();
  for (const auto& [name, property] : full.emplace("properties", json::object()).first->items()) {
    order.push_back(name);
  }
  full.emplace("x-order-properties", std::move(order));
  return full.dump();
}

}  // namespace

Model load_model(const json& entry, const std::string& where) {
  JsonReader in(entry, where, "model");
  Model model;
  model.id = in.text("model_id");
  in.rename(where + ' ' + text_quote(model.id));
  if (!is_model_id(model.id)) {
    in.fail("model_id", "may have letters, digits, \".\", \"_\", \"-\" and single \"/\" inside");
  }
  model.name = in.text("name", model.id);
  model.type = load_type(in);
  model.description = in.text("description", model.id);
  model.output = load_output(in, model.type);
  const json& schema = in.required_value("request_schema");
  model.inputs = load_input_schema(schema, in.where() + ": request_schema");
  model.request_schema = schema_for_clients(schema);
  model.price = load_price(in.required_value("price"), in.where() + ": price", model.inputs);
  model.unit_price = model.price.base;
  model.run_time = load_run_time(in);
  model.keep_run_time = in.boolean("keep_run_time", false);
  model.takes_trial_credit = in.boolean("trial_credit", true);
  if (const json* failure = in.value("failure")) {
    model.failure = load_failure(*failure, in.where() + ": failure");
  }
  in.value("faults");  // the caller's
  in.done();
  return model;
}

}  // namespace wavespeed_mock
