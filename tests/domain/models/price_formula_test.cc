#include "domain/models/price_formula.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "domain/models/pricing.h"
#include "support/domain_builtin.h"
#include "support/domain_models.h"
#include "support/jsonata.h"

namespace wavespeed_mock::price_formula_test {
namespace {

using nlohmann::json;

// The inputs that an evaluator of the formula receives.
json with_defaults(const Model& model, json inputs) {
  const json schema = json::parse(model.request_schema);
  for (const auto& [name, property] : schema["properties"].items()) {
    if (property.contains("default") && (!inputs.contains(name) || inputs[name].is_null())) {
      inputs[name] = property["default"];
    }
  }
  inputs["base_price"] = model.price.base.usd();
  return inputs;
}

void expect_same_price(const Model& model, const json& inputs) {
  const auto value = Jsonata::evaluate(price_formula(model), with_defaults(model, inputs));
  ASSERT_TRUE(value);
  constexpr double kHalfAMicroDollar = 0.5000001e-6;
  EXPECT_NEAR(value->at("total_price").get<double>(), price_of(model, inputs).usd(),
              kHalfAMicroDollar)
      << price_formula(model) << " for " << inputs;
}

// Test values of one input.
std::vector<json> samples(const InputRule& rule) {
  std::vector<json> values;
  for (const Scalar& allowed : rule.allowed) {
    values.push_back(std::visit([](const auto& value) { return json(value); }, allowed));
  }
  if (!values.empty()) return values;
  if (rule.accepts(InputType::boolean)) return {true, false};
  if (rule.accepts(InputType::string)) {
    return {"", "cat", std::string(1000, 'x'), std::string(1001, 'x')};
  }
  for (const double number : {0.0, 1.0, 3.0, 4.0, 5.0, 7.0, 600.0, 601.0, 1500.0}) {
    if (number >= rule.minimum.value_or(0) && number <= rule.maximum.value_or(1e9)) {
      values.push_back(number);
    }
  }
  return values;
}

Model priced(const json& price, const json& properties) {
  json entry = model_entry(properties);
  entry["price"] = price;
  return model_of(entry);
}

TEST(PriceFormula, IsReadable) {
  struct Case {
    std::string model;
    std::string formula;
  };
  const BuiltIn built_in;
  for (const Case& c : {
           Case{"wavespeed-ai/z-image/turbo", R"({"total_price": base_price})"},
           Case{"wavespeed-ai/flux-dev", R"({"total_price": base_price * num_images})"},
           Case{"google/nano-banana-2/edit",
                R"({"total_price": (resolution = "2k" ? 0.12 : resolution = "4k" ? 0.16 : )"
                R"(base_price)})"},
           Case{"kwaivgi/kling-v2.0-i2v-master", R"({"total_price": base_price * duration / 5})"},
           Case{"minimax/speech-2.6-turbo",
                R"({"total_price": base_price * $max([1, $ceil($length(text) / 1000)])})"},
           Case{"wavespeed-ai/infinitetalk",
                R"({"total_price": (resolution = "720p" ? 0.3 : base_price) * )"
                R"($min([600, $max([5, duration])]) / 5})"},
       }) {
    const Model* model = built_in.catalogue.find(c.model);
    ASSERT_NE(model, nullptr) << c.model;
    EXPECT_EQ(price_formula(*model), c.formula);
  }
}

TEST(PriceFormula, MatchesThePriceOfEveryBuiltInModel) {
  const BuiltIn built_in;
  for (const Model* model : built_in.catalogue.models()) {
    SCOPED_TRACE(model->id);
    expect_same_price(*model, json::object());
    // Every pair of inputs that the rule may use.
    for (const InputRule& one : model->inputs.fields) {
      for (const json& value : samples(one)) {
        json inputs = {{one.name, value}};
        expect_same_price(*model, inputs);
        for (const InputRule& other : model->inputs.fields) {
          if (other.name == one.name || other.accepts(InputType::string) != other.allowed.empty()) {
            continue;
          }
          for (const json& second : samples(other)) {
            inputs[other.name] = second;
            expect_same_price(*model, inputs);
          }
          inputs.erase(other.name);
        }
      }
    }
  }
}

TEST(PriceFormula, MatchesThePriceForALessStrictSchema) {
  const json number = {{"type", "number"}};
  const Model open =
      priced({{"usd", 2}, {"times", {{{"input", "n"}, {"per", 4}}}}}, {{"n", number}});
  for (const json& inputs : {json::object(), json{{"n", 8}}, json{{"n", 0}}, json{{"n", -8}}}) {
    expect_same_price(open, inputs);
  }
  EXPECT_EQ(price_formula(open),
            R"({"total_price": base_price * ($type(n) = "number" ? $max([0, n]) / 4 : 1)})");

  const json clamped = {{"usd", 2}, {"times", {{{"input", "n"}, {"at_least", 3}, {"at_most", 6}}}}};
  const Model between = priced(clamped, {{"n", {{"type", "number"}, {"default", 1}}}});
  for (const json& inputs : {json::object(), json{{"n", 5}}, json{{"n", 7}}, json{{"n", -1}}}) {
    expect_same_price(between, inputs);
  }

  const json text = {{"type", {"string", "null"}}};
  const json by_text = {{"usd", 2}, {"times", {{{"characters_of", "t"}, {"per", 2}}}}};
  const Model spoken = priced(by_text, {{"t", text}});
  for (const json& inputs : {json::object(), json{{"t", nullptr}}, json{{"t", ""}},
                             json{{"t", "ä€😀"}}, json{{"t", "abcd"}}}) {
    expect_same_price(spoken, inputs);
  }
}

TEST(PriceFormula, LooksUpNamesThatAreNotIdentifiers) {
  const json number = {{"type", "integer"}, {"default", 2}, {"minimum", 1}};
  for (const std::string name : {"frame-rate", "and", "in", "2nd", "a`b", "a\"b", "größe"}) {
    const Model model = priced({{"usd", 3},
                                {"cases", {{{"when", {{name, 4}}}, {"usd", 5}}}},
                                {"times", {{{"input", name}}}}},
                               {{name, number}});
    EXPECT_NE(price_formula(model).find("$lookup($, "), std::string::npos) << name;
    for (const json& inputs : {json::object(), json{{name, 3}}, json{{name, 4}}}) {
      expect_same_price(model, inputs);
    }
  }
}

TEST(PriceFormula, EvaluatesConditionsOnStringsAndBooleans) {
  const Model model =
      priced({{"usd", 1}, {"cases", {{{"when", {{"q", "5\"\\"}, {"b", true}}}, {"usd", 2}}}}},
             {{"q", {{"type", "string"}}}, {"b", {{"type", "boolean"}, {"default", false}}}});
  for (const json& inputs : {json::object(), json{{"q", "5\"\\"}},
                             json{{"q", "5\"\\"}, {"b", true}}, json{{"b", true}}}) {
    expect_same_price(model, inputs);
  }
}

}  // namespace
}  // namespace wavespeed_mock::price_formula_test
