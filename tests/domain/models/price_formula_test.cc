#include "domain/models/price_formula.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "domain/models/pricing.h"
#include "support/domain_error.h"
#include "support/domain_models.h"

namespace wavespeed_mock::price_formula_test {
namespace {

using nlohmann::json;

Model priced(const json& price, const json& properties) {
  json entry = model_entry(properties);
  entry["price"] = price;
  return model_of(entry);
}

std::string price_for(const Model& model, const json& inputs) {
  return to_decimal(price_of(model, inputs, {}).amount);
}

TEST(PriceFormula, IsReadable) {
  const json properties = {
      {"resolution", {{"type", "string"}, {"enum", {"480p", "720p"}}, {"default", "480p"}}},
      {"duration", {{"type", "integer"}, {"default", 5}}},
      {"num_images", {{"type", "integer"}, {"minimum", 1}, {"default", 1}}},
      {"text", {{"type", "string"}, {"default", ""}}}};
  struct Case {
    json price;
    std::string formula;
  };
  for (const Case& c : {
           Case{{{"usd", 0.005}}, ""},
           Case{{{"usd", 1}, {"times", {{{"input", "num_images"}}}}},
                R"({"total_price": base_price * num_images})"},
           Case{{{"usd", 1}, {"cases", {{{"when", {{"resolution", "720p"}}}, {"usd", 0.12}}}}},
                R"({"total_price": (resolution = "720p" ? 120000 : base_price)})"},
           Case{{{"usd", 1}, {"times", {{{"characters_of", "text"}, {"per", 1000}}}}},
                R"({"total_price": base_price * $max([1, $ceil($length(text) / 1000)])})"},
           Case{{{"usd", 1},
                 {"times",
                  {{{"input", "duration"}, {"per", 5}, {"at_least", 5}, {"at_most", 600}}}}},
                R"({"total_price": base_price * $min([600, $max([5, duration])]) / 5})"},
       }) {
    EXPECT_EQ(priced(c.price, properties).formula, c.formula);
  }
}

TEST(PriceFormula, CountsWhatALessStrictSchemaAllows) {
  const json number = {{"type", "number"}};
  const Model open =
      priced({{"usd", 2}, {"times", {{{"input", "n"}, {"per", 4}}}}}, {{"n", number}});
  EXPECT_EQ(open.formula,
            R"({"total_price": base_price * ($type(n) = "number" ? $max([0, n]) / 4 : 1)})");
  EXPECT_EQ(price_for(open, json::object()), "2") << "counts once";
  EXPECT_EQ(price_for(open, {{"n", 8}}), "4");
  EXPECT_EQ(price_for(open, {{"n", -8}}), "0");

  const json text = {{"type", {"string", "null"}}};
  const json by_text = {{"usd", 2}, {"times", {{{"characters_of", "t"}, {"per", 2}}}}};
  const Model spoken = priced(by_text, {{"t", text}});
  EXPECT_EQ(price_for(spoken, {{"t", nullptr}}), "2");
  EXPECT_EQ(price_for(spoken, {{"t", ""}}), "2");
  EXPECT_EQ(price_for(spoken, {{"t", "ä€😀"}}), "4");
  EXPECT_EQ(price_for(spoken, {{"t", "abcd"}}), "4");
}

TEST(PriceFormula, LooksUpNamesThatAreNotIdentifiers) {
  const json number = {{"type", "integer"}, {"default", 2}, {"minimum", 1}};
  for (const std::string name : {"frame-rate", "and", "in", "2nd", "a\"b", "größe"}) {
    const Model model = priced({{"usd", 3},
                                {"cases", {{{"when", {{name, 4}}}, {"usd", 5}}}},
                                {"times", {{{"input", name}}}}},
                               {{name, number}});
    EXPECT_EQ(price_for(model, json::object()), "6") << model.formula;
    EXPECT_EQ(price_for(model, {{name, 3}}), "9") << model.formula;
    EXPECT_EQ(price_for(model, {{name, 4}}), "20") << model.formula;
  }
}

TEST(PriceFormula, CannotNameAnInputWithABackquote) {
  json entry = model_entry({{"a`b", {{"type", "integer"}}}});
  entry["price"] = {{"usd", 1}, {"times", {{{"input", "a`b"}}}}};
  EXPECT_EQ(
      error_of([&] { static_cast<void>(model_of(entry)); }),
      "f.json: models[0] \"acme/model\": field \"price\": cannot become a formula: the formula "
      "is wrong at character 48: an input cannot have this name");
}

TEST(PriceFormula, EvaluatesConditionsOnStringsAndBooleans) {
  const Model model =
      priced({{"usd", 1}, {"cases", {{{"when", {{"q", "5\"\\"}, {"b", true}}}, {"usd", 2}}}}},
             {{"q", {{"type", "string"}}}, {"b", {{"type", "boolean"}, {"default", false}}}});
  EXPECT_EQ(price_for(model, json::object()), "1");
  EXPECT_EQ(price_for(model, {{"q", "5\"\\"}}), "1");
  EXPECT_EQ(price_for(model, {{"q", "5\"\\"}, {"b", true}}), "2");
  EXPECT_EQ(price_for(model, {{"b", true}}), "1");
}

}  // namespace
}  // namespace wavespeed_mock::price_formula_test
