#include "runner/catalogue_drift.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace wavespeed_mock::catalogue_drift_test {
namespace {

using nlohmann::json;

json entry(const std::string& id, double price) {
  return {{"model_id", id},
          {"type", "text-to-image"},
          {"base_price", price},
          {"formula", ""},
          {"request_schema", {{"type", "object"}, {"properties", json::object()}}}};
}

std::string answer(const json& models) {
  return json{{"code", 200}, {"data", models}}.dump();
}

TEST(CatalogueDrift, NamesEachModelThatDiffers) {
  const auto findings = compare_catalogues(
      answer({entry("acme/same", 1), entry("acme/dear", 1), entry("acme/gone", 1),
              entry("mock/slow", 1), entry("wavespeed-ai/dia-tts", 0.04)}),
      answer({entry("acme/same", 1), entry("acme/dear", 2), entry("acme/new", 3)}));
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].kind, DriftFinding::Kind::added);
  EXPECT_EQ(findings[0].path, "data[\"acme/new\"]");
  EXPECT_EQ(findings[0].live, "text-to-image, $3");
  EXPECT_EQ(findings[1].kind, DriftFinding::Kind::missing);
  EXPECT_EQ(findings[1].path, "data[\"acme/gone\"]");
  EXPECT_EQ(findings[2].kind, DriftFinding::Kind::value);
  EXPECT_EQ(findings[2].mock, "base_price 1");
  EXPECT_EQ(findings[2].live, "base_price 2");
  EXPECT_EQ(findings[2].outdated, DriftFinding::Outdated::mock);
}

TEST(CatalogueDrift, ReportsNothingForAnAnswerWithoutACatalogue) {
  const std::string some = answer({entry("acme/a", 1)});
  for (const std::string live : {"", "no", "{}", R"({"data": []})"}) {
    EXPECT_TRUE(compare_catalogues(some, live).empty()) << live;
  }
}

TEST(CatalogueDrift, LeavesOutModelsWithAFieldOfAnotherForm) {
  json text = entry("acme/a", 1);
  text["base_price"] = "1";
  json without = entry("acme/b", 2);
  without.erase("formula");
  EXPECT_TRUE(
      compare_catalogues(answer({entry("acme/a", 1), entry("acme/b", 1)}), answer({text, without}))
          .empty());
}

TEST(CatalogueDrift, IsBounded) {
  json many = json::array();
  for (int i = 0; i < 200; ++i) many.push_back(entry("acme/" + std::to_string(i), 1));
  EXPECT_EQ(compare_catalogues(answer({entry("a", 1)}), answer(many)).size(),
            kMaxCatalogueFindings);
}

}  // namespace
}  // namespace wavespeed_mock::catalogue_drift_test
