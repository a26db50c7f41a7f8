#include "domain/models/model_facts_line.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "domain/models/service_model.h"
#include "support/domain_builtin.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::model_facts_line_test {
namespace {

using nlohmann::json;

std::string line_of(const std::string& entry) {
  std::vector<SchemaOddity> oddities;
  return facts_line(*read_service_facts(json::parse(entry), "line", oddities));
}

// The service's entry as it comes, and what is left of it.
TEST(FactsLine, HasWhatDecidesPricesAndInputs) {
  EXPECT_EQ(
      line_of(R"({"name": "Draw", "description": "Draws.", "base_price": 0.020, "sort_order": 3,
                  "formula": "{\"total_price\":base_price*(n)}", "type": "text-to-image",
                  "model_id": "acme/draw", "request_schema": {"title": "T", "type": "object",
                    "x-order-properties": ["n"], "required": [], "properties": {
                      "n": {"type": "integer", "description": "How many", "x-hint": "h",
                            "default": 1, "examples": [2], "step": 1}}}})"),
      R"({"model_id":"acme/draw","type":"text-to-image","base_price":0.02,)"
      R"("formula":"{\"total_price\": base_price * n}","request_schema":{"properties":)"
      R"({"n":{"default":1,"step":1,"type":"integer"}},"required":[],"type":"object",)"
      R"("x-order-properties":["n"]}})");
}

TEST(FactsLine, SaysThatAModelIsOlder) {
  EXPECT_TRUE(line_of(R"({"model_id": "a", "type": "llm", "base_price": 1, "older": true,
                          "request_schema": {}})")
                  .starts_with(R"({"model_id":"a","type":"llm","older":true,"base_price":1.0,)"));
}

TEST(FactsLine, HasTheFormulaInOneForm) {
  EXPECT_EQ(printed_formula("a *"), "a *") << "what cannot be read stays";
  EXPECT_EQ(printed_formula(""), "");
  EXPECT_EQ(printed_formula("{\"total_price\":a*(b)}"), "{\"total_price\": a * b}");
}

// Else a new catalogue that `models reduce` writes would differ in lines where nothing changed.
TEST(BuiltInCatalogue, IsWrittenAsModelsReduceWritesIt) {
  std::istringstream file(text_of_file(fixture_path("catalogue.jsonl")));
  std::size_t lines = 0;
  for (std::string line; std::getline(file, line); ++lines) {
    EXPECT_EQ(line_of(line), line);
  }
  EXPECT_EQ(lines, builtin_models().ids().size());
  EXPECT_GE(lines, 998U) << "all models of the service";
}

// What is odd in the service's own entries is known.
TEST(BuiltInCatalogue, LoadsWithoutALostModelOrPrice) {
  std::istringstream file(text_of_file(fixture_path("catalogue.jsonl")));
  for (std::string line; std::getline(file, line);) {
    std::vector<SchemaOddity> oddities;
    const auto model = load_service_model(json::parse(line), "line", oddities);
    ASSERT_TRUE(model) << line;
    EXPECT_EQ(model->price.has_value(), !model->formula.empty()) << model->id;
    EXPECT_FALSE(model->type.empty()) << model->id;
  }
}

}  // namespace
}  // namespace wavespeed_mock::model_facts_line_test
