#include "domain/models/service_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/input_validation.h"
#include "domain/models/pricing.h"

namespace wavespeed_mock::service_model_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

json entry_with(const json& fields = json::object()) {
  json entry = {{"model_id", "acme/draw/turbo"},
                {"type", "text-to-image"},
                {"name", "Draw"},
                {"description", "Draws."},
                {"base_price", 0.02},
                {"request_schema",
                 {{"type", "object"},
                  {"properties", {{"n", {{"type", "integer"}, {"default", 2}, {"maximum", 4}}}}}}}};
  entry.update(fields);
  return entry;
}
json entry_without(const char* field) {
  json entry = entry_with();
  entry.erase(field);
  return entry;
}

struct Loaded {
  std::optional<Model> model;
  std::vector<std::string> oddities;  // "where: what"
};

Loaded load(const json& entry) {
  std::vector<SchemaOddity> oddities;
  Loaded loaded{load_service_model(entry, "[0]", oddities), {}};
  for (const SchemaOddity& each : oddities) {
    loaded.oddities.push_back(each.where + ": " + each.what);
  }
  return loaded;
}

TEST(ServiceModel, HasWhatItsEntrySays) {
  const Loaded loaded = load(entry_with({{"formula", R"({"total_price": base_price * n})"}}));
  EXPECT_THAT(loaded.oddities, IsEmpty());
  ASSERT_TRUE(loaded.model);
  EXPECT_EQ(loaded.model->id, "acme/draw/turbo");
  EXPECT_EQ(loaded.model->type, "text-to-image");
  EXPECT_EQ(loaded.model->name, "Draw");
  EXPECT_EQ(loaded.model->description, "Draws.");
  EXPECT_EQ(loaded.model->unit_price, Money{20'000});
  EXPECT_EQ(loaded.model->output, MediaKind::image);
  EXPECT_FALSE(loaded.model->is_older);
  EXPECT_FALSE(loaded.model->is_guessed);
  EXPECT_TRUE(find_given_input_problem(loaded.model->inputs, {{"n", 5}}).has_value());
  EXPECT_EQ(price_of(*loaded.model, {{"n", 3}}, {}).amount, Money{60'000});
  EXPECT_EQ(price_of(*loaded.model, json::object(), {}).amount, Money{40'000});
}

TEST(ServiceModel, LoadsWhateverIsOddInItsEntry) {
  struct Case {
    json entry;
    std::string oddity;
  };
  const std::string name = "[0] \"acme/draw/turbo\": ";
  const std::vector<Case> cases = {
      {entry_without("type"), name + "has no \"type\": it counts as one that makes images"},
      {entry_with({{"name", 3}}), name + "\"name\" must be a text, not 3"},
      {entry_with({{"description", json::array()}}),
       name + "\"description\" must be a text, not []"},
      {entry_without("base_price"), name + "has no \"base_price\": it costs nothing"},
      {entry_with({{"base_price", "0.1"}}),
       name + "\"base_price\" must be a number of dollars from 0 to 1000000, not \"0.1\": it "
              "costs nothing"},
      {entry_with({{"base_price", -1}}),
       name + "\"base_price\" must be a number of dollars from 0 to 1000000, not -1: it costs "
              "nothing"},
      {entry_with({{"base_price", 1e7}}),
       name + "\"base_price\" must be a number of dollars from 0 to 1000000, not 10000000.0: it "
              "costs nothing"},
      {entry_without("request_schema"), name + "has no request schema: it takes any inputs"},
      {entry_with({{"formula", 1}}), name + "\"formula\" must be a text, not 1"}};
  for (const Case& c : cases) {
    const Loaded loaded = load(c.entry);
    EXPECT_THAT(loaded.oddities, ElementsAre(c.oddity));
    EXPECT_TRUE(loaded.model) << c.oddity;
  }
  EXPECT_EQ(load(entry_with({{"base_price", -1}})).model->unit_price, Money{});
  EXPECT_EQ(load(entry_without("type")).model->output, MediaKind::image);
  const Model any = *load(entry_without("request_schema")).model;
  EXPECT_FALSE(find_given_input_problem(any.inputs, {{"anything", {1, "x"}}}).has_value());
}

TEST(ServiceModel, LoadsWithASchemaOfAnyShape) {
  for (const json& schema : {json(nullptr), json(1), json::array({1}), json("text")}) {
    const Loaded loaded = load(entry_with({{"request_schema", schema}}));
    ASSERT_TRUE(loaded.model) << schema;
    EXPECT_FALSE(loaded.oddities.empty()) << schema;
    EXPECT_TRUE(json::parse(loaded.model->request_schema).is_object()) << schema;
  }
  for (const json& outer :
       {json(1), json::object(), json{{"api_schemas", 1}}, json{{"api_schemas", {1, nullptr}}},
        json{{"api_schemas", {{{"type", "model_result"}, {"request_schema", {}}}}}}}) {
    json entry = entry_without("request_schema");
    entry["api_schema"] = outer;
    EXPECT_THAT(load(entry).oddities,
                ElementsAre("[0] \"acme/draw/turbo\": has no request schema: it takes any inputs"))
        << outer;
  }
}

TEST(ServiceModel, NeedsAnIdThatCanBePartOfAUrl) {
  for (const json& id : {json(1), json(nullptr), json(""), json("a b"), json("a//b"), json("/a"),
                         json("a/../b"), json("a?b"), json("a\nb")}) {
    const Loaded loaded = load(entry_with({{"model_id", id}}));
    EXPECT_FALSE(loaded.model) << id;
    ASSERT_EQ(loaded.oddities.size(), 1U) << id;
    EXPECT_THAT(loaded.oddities[0], StartsWith("[0]: \"model_id\" cannot be "));
  }
  EXPECT_THAT(load(entry_without("model_id")).oddities,
              ElementsAre("[0]: \"model_id\" is missing: the entry is left out"));
  EXPECT_THAT(load("text").oddities,
              ElementsAre("[0]: must be an object, not \"text\": it is left out"));
  EXPECT_FALSE(load(json::array()).model);
}

TEST(ServiceModel, CostsItsBasePriceWhenItsFormulaCannotBeEvaluated) {
  for (const std::string_view formula :
       {R"({"total_price": $sort(n)})", R"({"total_price": )", "base_price * "}) {
    const Loaded loaded = load(entry_with({{"formula", formula}}));
    ASSERT_TRUE(loaded.model) << formula;
    ASSERT_EQ(loaded.oddities.size(), 1U) << formula;
    EXPECT_THAT(loaded.oddities[0], StartsWith("[0] \"acme/draw/turbo\": has a price formula that "
                                               "the mock cannot evaluate, "));
    EXPECT_TRUE(loaded.oddities[0].ends_with(": it costs its base price"));
    EXPECT_EQ(loaded.model->formula, formula) << "the catalogue shows it all the same";
    const Price price = price_of(*loaded.model, {{"n", 9}}, {});
    EXPECT_EQ(price.amount, Money{20'000});
    EXPECT_EQ(price.problem,
              "the price is the base price: the mock cannot evaluate the model's formula");
  }
}

TEST(ServiceModel, GetsADescriptionFromItsIdAndTypeWhereItHasNone) {
  const Model model = *load(entry_without("description")).model;
  EXPECT_EQ(model.description, "Text to image: draw turbo, by acme.");
  EXPECT_EQ(load(entry_without("name")).model->name, "acme/draw/turbo");
}

TEST(ServiceModel, CanBeOlderThanTheCatalogue) {
  json entry = entry_without("description");
  entry["older"] = true;
  const Model model = *load(entry).model;
  EXPECT_TRUE(model.is_older);
  EXPECT_EQ(model.description,
            "Text to image: draw turbo, by acme. Older than the catalogue of June 2026.");
  EXPECT_FALSE(load(entry_with({{"older", "yes"}})).model->is_older);
}

TEST(ServiceModel, ReturnsAVideoWhereItsTypeLeavesItToTheInputs) {
  json entry = entry_with({{"type", "upscaler"}});
  EXPECT_EQ(load(entry).model->output, MediaKind::image);
  entry["request_schema"]["properties"]["video"] = {{"type", "string"}};
  EXPECT_EQ(load(entry).model->output, MediaKind::video);
}

TEST(ServiceFacts, AreThoseOfTheModel) {
  std::vector<SchemaOddity> oddities;
  const json entry = entry_with({{"formula", R"({"total_price": base_price * n})"}});
  const ModelFacts facts = *read_service_facts(entry, "[0]", oddities);
  const Model model = *load(entry).model;
  EXPECT_EQ(facts.id, model.id);
  EXPECT_EQ(facts.formula, model.formula);
  EXPECT_EQ(facts.request_schema, model.request_schema);
  EXPECT_EQ(facts.unit_price, model.unit_price);
}

}  // namespace
}  // namespace wavespeed_mock::service_model_test
