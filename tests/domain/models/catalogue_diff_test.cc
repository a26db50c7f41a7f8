#include "domain/models/catalogue_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace wavespeed_mock::catalogue_diff_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ModelFacts facts(const std::string& id, const json& schema = json::object()) {
  ModelFacts model;
  model.id = id;
  model.type = "text-to-image";
  model.unit_price = Money{20'000};
  model.request_schema = schema.dump();
  return model;
}

std::vector<std::string> ids(const std::vector<ModelFacts>& models) {
  std::vector<std::string> list;
  for (const ModelFacts& model : models) list.push_back(model.id);
  return list;
}

// "what: before -> after" of the only model.
std::vector<std::string> changes(const ModelFacts& before, const ModelFacts& after) {
  const CatalogueDiff diff = diff_catalogues({before}, {after});
  EXPECT_THAT(diff.added, IsEmpty());
  EXPECT_THAT(diff.removed, IsEmpty());
  std::vector<std::string> list;
  for (const ChangedModel& model : diff.changed) {
    for (const ModelChange& each : model.changes) {
      list.push_back(each.what + ": " + each.before + " -> " + each.after);
    }
  }
  return list;
}

json schema_of(const json& properties) {
  return {{"type", "object"}, {"properties", properties}};
}

TEST(CatalogueDiff, IsEmptyForTheSameModelsInAnyOrder) {
  EXPECT_TRUE(diff_catalogues({}, {}).empty());
  EXPECT_TRUE(diff_catalogues({facts("a"), facts("b")}, {facts("b"), facts("a")}).empty());
}

TEST(CatalogueDiff, ListsNewAndRemovedModelsInTheirOrder) {
  const CatalogueDiff diff =
      diff_catalogues({facts("z"), facts("b"), facts("y")}, {facts("d"), facts("b"), facts("c")});
  EXPECT_THAT(ids(diff.added), ElementsAre("d", "c"));
  EXPECT_THAT(ids(diff.removed), ElementsAre("z", "y"));
  EXPECT_THAT(diff.changed.size(), 0U);
  EXPECT_FALSE(diff.empty());
}

TEST(CatalogueDiff, TellsWhatDecidesPrices) {
  ModelFacts after = facts("a");
  after.type = "image-to-image";
  after.unit_price = Money{25'000};
  after.formula = R"({"total_price":base_price*n})";
  EXPECT_THAT(changes(facts("a"), after),
              ElementsAre("type: text-to-image -> image-to-image", "base_price: 0.02 -> 0.025",
                          R"(formula:  -> {"total_price": base_price * n})"));
}

TEST(CatalogueDiff, IgnoresHowAFormulaIsSpaced) {
  ModelFacts before = facts("a");
  ModelFacts after = facts("a");
  before.formula = R"({"total_price":base_price*( n )})";
  after.formula = R"({ "total_price" : base_price  *  (n)})";
  EXPECT_THAT(changes(before, after), IsEmpty());
  before.formula = "cannot be read (";
  after.formula = "cannot be read [";
  EXPECT_THAT(changes(before, after), ElementsAre("formula: cannot be read ( -> cannot be read ["));
}

TEST(CatalogueDiff, TellsWhatDecidesValidInputs) {
  const json before = schema_of({{"n", {{"type", "integer"}, {"maximum", 4}}},
                                 {"old", {{"type", "string"}}},
                                 {"same", {{"type", "string"}}}});
  json after = schema_of({{"n", {{"type", "integer"}, {"maximum", 8}}},
                          {"new", {{"type", "boolean"}}},
                          {"same", {{"type", "string"}}}});
  after["required"] = {"new"};
  EXPECT_THAT(changes(facts("a", before), facts("a", after)),
              ElementsAre(R"(input "n": {"maximum":4,"type":"integer"} -> )"
                          R"({"maximum":8,"type":"integer"})",
                          R"(input "new":  -> {"type":"boolean"})",
                          R"(input "old": {"type":"string"} -> )", R"("required":  -> ["new"])"));
}

TEST(CatalogueDiff, IgnoresTextsForPeople) {
  const json before = schema_of({{"n", {{"type", "integer"}}}});
  json after = schema_of({{"n",
                           {{"type", "integer"},
                            {"title", "N"},
                            {"description", "How many"},
                            {"examples", {1}},
                            {"$comment", "For us"},
                            {"step", 1},
                            {"x-ui-component", "slider"}}}});
  after["x-order-properties"] = {"n"};
  ModelFacts described = facts("a", after);
  described.description = "Another";
  described.name = "Another";
  EXPECT_THAT(changes(facts("a", before), described), IsEmpty());
  // Names of inputs are not keywords.
  EXPECT_THAT(changes(facts("a", schema_of(json::object())),
                      facts("a", schema_of({{"title", {{"type", "string"}}}}))),
              ElementsAre(R"(input "title":  -> {"type":"string"})"));
}

TEST(CatalogueDiff, TakesSchemasOfAnyShape) {
  ModelFacts wrong = facts("a");
  wrong.request_schema = "not JSON";
  EXPECT_THAT(changes(wrong, facts("a")), IsEmpty());
  EXPECT_THAT(changes(facts("a", {{"properties", 1}}), facts("a", {{"properties", {1}}})),
              IsEmpty());
}

}  // namespace
}  // namespace wavespeed_mock::catalogue_diff_test
