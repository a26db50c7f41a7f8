#include "domain/models/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/model_types.h"
#include "support/domain_builtin.h"
#include "support/domain_models.h"

namespace wavespeed_mock::catalogue_test {
namespace {

std::vector<std::string> ids(const Catalogue& catalogue) {
  std::vector<std::string> list;
  for (const Model* model : all_models(catalogue)) list.push_back(model->id);
  return list;
}

Catalogue catalogue_of(const std::vector<std::string>& model_ids) {
  Catalogue catalogue;
  for (const std::string& id : model_ids) catalogue.put(model_named(id));
  return catalogue;
}

TEST(Catalogue, ListsModelsInTheOrderAdded) {
  const Catalogue catalogue = catalogue_of({"b/2", "a/1", "c/3"});
  EXPECT_EQ(ids(catalogue), (std::vector<std::string>{"b/2", "a/1", "c/3"}));
}

TEST(Catalogue, FindsExactIdsOnly) {
  const Catalogue catalogue = catalogue_of({"wavespeed-ai/SkyReels-V1", "a/b", "a/b/c"});
  for (const Model* model : all_models(catalogue)) EXPECT_EQ(catalogue.find(model->id), model);
  for (const std::string_view id :
       {"wavespeed-ai/skyreels-v1", "a", "a/", "a/b/", "/a/b", "a//b", "a/b/c/d", ""}) {
    EXPECT_EQ(catalogue.find(id), nullptr) << id;
  }
}

TEST(Catalogue, ReplacesAModelInPlace) {
  Catalogue catalogue = catalogue_of({"a", "b", "c"});
  const Model* const a = catalogue.find("a");
  Model own = model_named("b");
  own.description = "my own";
  catalogue.put(std::move(own));
  EXPECT_EQ(ids(catalogue), (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_NE(catalogue.find("b"), nullptr);
  EXPECT_EQ(catalogue.find("b")->description, "my own");
  EXPECT_EQ(all_models(catalogue)[1], catalogue.find("b"));
  EXPECT_EQ(catalogue.find("a"), a) << "pointers to other models stay valid";
}

TEST(Catalogue, KeepsAddressesWhileItGrows) {
  Catalogue catalogue = catalogue_of({"first"});
  const Model* const first = catalogue.find("first");
  for (int i = 0; i < 200; ++i) catalogue.put(model_named("model-" + std::to_string(i)));
  EXPECT_EQ(catalogue.find("first"), first);
  EXPECT_EQ(all_models(catalogue).front(), first);
}

TEST(Catalogue, SuggestsAtMostThreeModels) {
  const Catalogue catalogue =
      catalogue_of({"acme/draw-1", "acme/draw-2", "acme/draw-3", "acme/draw-4", "other/thing"});
  EXPECT_EQ(catalogue.did_you_mean("acme/draw-9"),
            R"(; did you mean "acme/draw-1", "acme/draw-2" or "acme/draw-3"?)");
  EXPECT_EQ(catalogue.did_you_mean("other/thinq"), R"(; did you mean "other/thing"?)");
  EXPECT_EQ(catalogue.did_you_mean("0123456789"), "");
  EXPECT_EQ(Catalogue().did_you_mean("a"), "");
}

TEST(BuiltInModels, CoverEveryTypeOfTheService) {
  const BuiltIn built_in;
  std::set<std::string_view> types;
  for (const Model* model : all_models(built_in.catalogue)) {
    if (!model->id.starts_with("mock")) types.insert(model->type);
  }
  const std::vector<std::string_view> expected = service_types();
  EXPECT_EQ(types, std::set<std::string_view>(expected.begin(), expected.end()));
  EXPECT_EQ(types.size(), 25U);
}

TEST(BuiltInModels, IncludeWhatClientsSubmitByDefault) {
  const BuiltIn built_in;
  for (const std::string_view id :
       {"wavespeed-ai/z-image/turbo", "wavespeed-ai/flux-dev", "bytedance/seedream-v5.0-pro",
        "bytedance/seedance-2.5/text-to-video", "bytedance/seedance-2.0/text-to-video",
        "wavespeed-ai/prompt-optimizer", "wavespeed-ai/SkyReels-V1",
        "wavespeed-ai/bytedance/seedance-v1-lite-i2v-720p",
        "wavespeed-ai/flux-controlnet-union-pro-2.0", "wavespeed-ai/wan-2.1/t2v-480p",
        "wavespeed-ai/wan-2.1/wan-2.1-t2v-480p"}) {
    EXPECT_NE(built_in.catalogue.find(id), nullptr) << id;
  }
}

TEST(BuiltInModels, HaveSchemasThatClientsCanUse) {
  using nlohmann::json;
  const BuiltIn built_in;
  for (const Model* model : all_models(built_in.catalogue)) {
    const json schema = json::parse(model->request_schema);
    ASSERT_TRUE(schema["x-order-properties"].is_array()) << model->id;
    std::set<std::string> ordered;
    for (const json& name : schema["x-order-properties"]) ordered.insert(name.get<std::string>());
    std::set<std::string> properties;
    for (const auto& [name, rule] : schema["properties"].items()) {
      properties.insert(name);
      EXPECT_TRUE(rule.is_object()) << model->id << ": " << name;
    }
    // The service orders some inputs that it has no more.
    EXPECT_TRUE(std::includes(ordered.begin(), ordered.end(), properties.begin(), properties.end()))
        << model->id;
    EXPECT_FALSE(model->description.empty()) << model->id;
    EXPECT_EQ(model->name, model->id);
  }
}

TEST(BuiltInModels, CanBeReplacedByTheUser) {
  BuiltIn built_in;
  const std::vector<std::string> before = ids(built_in.catalogue);
  nlohmann::json entry = model_entry();
  entry["model_id"] = "wavespeed-ai/flux-dev";
  entry["price"]["usd"] = 0.5;
  load_fixture_text(nlohmann::json{{"models", {entry}}}.dump(), "own.json", built_in.loaders());
  EXPECT_EQ(ids(built_in.catalogue), before);
  EXPECT_EQ(built_in.catalogue.find("wavespeed-ai/flux-dev")->unit_price, Money{500'000});
}

}  // namespace
}  // namespace wavespeed_mock::catalogue_test
