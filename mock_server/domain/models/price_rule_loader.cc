#include "domain/models/price_rule_loader.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr double kMaxPriceUsd = 1e6;
constexpr double kMaxFactor = 1e9;

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

}  // namespace

PriceRule load_price_rule(const json& entry, const std::string& where, const InputSchema& inputs) {
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

}  // namespace wavespeed_mock
