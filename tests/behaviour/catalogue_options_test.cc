// The options that decide which models there are: `models`, `fixtures`, `unknown_models`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/mock_client.h"
#include "support/temp_folder.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::catalogue_options_test {
namespace {

using json = MockClient::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kGuessed =
    "the catalogue does not have the model: its output and its price are guessed";

json entry(const std::string& id, double price) {
  return {
      {"model_id", id},
      {"type", "text-to-image"},
      {"base_price", price},
      {"request_schema", {{"type", "object"}, {"properties", {{"prompt", {{"type", "string"}}}}}}}};
}

class CatalogueOptions : public testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const json& models) const {
    return temp_.write(name, json{{"code", 200}, {"data", models}}.dump());
  }
  // The base prices that the list of models has for that id. The list is long: ask for it once.
  static std::vector<double> listed(const MockClient& client, const std::string& id) {
    const json models = client.data(client.get("/api/v3/models"));
    std::vector<double> prices;
    for (const json& model : models) {
      if (model["model_id"] == id) prices.push_back(model["base_price"]);
    }
    return prices;
  }
  static double price(const MockClient& client, const std::string& id,
                      const json& inputs = json::object()) {
    const Response quote =
        client.post("/api/v3/model/price", json{{"model_id", id}, {"inputs", inputs}}.dump());
    return client.data(quote).value("price", -1.0);
  }

  const TempFolder temp_;
};

TEST_F(CatalogueOptions, ModelsOfAFileTakeThePlaceOfBuiltInOnes) {
  const MockClient client(
      {.models = {file("m.json", {entry("wavespeed-ai/flux-dev", 0.5), entry("acme/new", 0.25)})}});
  EXPECT_EQ(price(client, "wavespeed-ai/flux-dev"), 0.5);
  EXPECT_EQ(price(client, "acme/new"), 0.25);
  EXPECT_THAT(listed(client, "wavespeed-ai/flux-dev"), ElementsAre(0.5));
  EXPECT_EQ(client.submit("acme/new").status, 200);
  EXPECT_DOUBLE_EQ(client.balance(), 99.75);
}

TEST_F(CatalogueOptions, LaterFilesAndFixturesOverrideEarlierOnes) {
  const auto first = file("1.json", {entry("acme/a", 1), entry("acme/b", 1), entry("acme/c", 1)});
  const auto second = file("2.json", {entry("acme/b", 2), entry("acme/c", 2)});
  const MockClient client({.models = {first, second}, .fixture_texts = {R"({"models": [
      {"model_id": "acme/c", "type": "text-to-image", "price": {"usd": 3},
       "run_time": "fixed:1s", "request_schema": {"type": "object"}}]})"}});
  EXPECT_EQ(price(client, "acme/a"), 1);
  EXPECT_EQ(price(client, "acme/b"), 2);
  EXPECT_EQ(price(client, "acme/c"), 3);
}

TEST_F(CatalogueOptions, WhatIsOddInAFileIsCounted) {
  json odd = entry("acme/odd", 1);
  odd.erase("base_price");
  odd["request_schema"]["properties"]["prompt"]["maxlength"] = 1;
  const auto path = file("m.json", {odd, entry("acme/a", 1)});
  const MockClient client({.models = {path}});
  const std::vector<LoadedCatalogue> files = client.mock().catalogue_files();
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].path, path);
  EXPECT_EQ(files[0].models, 2U);
  EXPECT_EQ(files[0].oddities, 2U);
  EXPECT_EQ(client.submit("acme/odd").status, 200);
  EXPECT_TRUE(MockClient().mock().catalogue_files().empty());
}

TEST_F(CatalogueOptions, AFileWithoutModelsIsAnError) {
  for (const auto& path :
       {temp_.write("x.json", "{"), file("none.json", json::array()), temp_.file("absent.json")}) {
    try {
      const Mock mock(Options{.models = {path}});
      ADD_FAILURE() << path;
    } catch (const ConfigError& problem) {
      EXPECT_THAT(problem.what(), HasSubstr(path.string()));
    }
  }
}

TEST_F(CatalogueOptions, AnUnknownModelIsRefusedWithTheWayToAddIt) {
  const MockClient client;
  const Response refused = client.submit("wavespeed-ai/flux-dv");
  EXPECT_EQ(refused.status, 404);
  EXPECT_THAT(client.message(refused), HasSubstr("did you mean \"wavespeed-ai/flux-dev\""));
  EXPECT_THAT(client.header(refused, "X-Mock-Reason"),
              AllOf(HasSubstr("`wavespeed-mock models pull`"), HasSubstr("--models"),
                    HasSubstr("--unknown-models accept")));
  const Response quote = client.post("/api/v3/model/price", R"({"model_id": "acme/none"})");
  EXPECT_EQ(quote.status, 404);
  EXPECT_THAT(client.header(quote, "X-Mock-Reason"), HasSubstr("`wavespeed-mock models pull`"));
}

TEST_F(CatalogueOptions, UnknownModelsTakeAnyInputsWhereTheyAreAccepted) {
  const MockClient client({.latency = Latency::instant(),
                           .unknown_models = UnknownModels::accept,
                           .unknown_model_price = {.micros = 30'000}});
  const Response submitted = client.submit("acme/new/model", {{"any", {1, "x", nullptr}}});
  EXPECT_EQ(submitted.status, 200) << client.message(submitted);
  EXPECT_EQ(client.header(submitted, "X-Mock-Reason"), kGuessed);
  EXPECT_DOUBLE_EQ(client.balance(), 99.97);
  const json task = client.data(client.poll(client.id(submitted)));
  EXPECT_EQ(task["status"], "completed");
  EXPECT_EQ(task["model"], "acme/new/model");
  EXPECT_EQ(price(client, "acme/other"), 0.03);
  const Response quote = client.post("/api/v3/model/price", R"({"model_id": "acme/other"})");
  EXPECT_EQ(client.header(quote, "X-Mock-Reason"), kGuessed);
  EXPECT_EQ(client.header(client.submit("wavespeed-ai/flux-dev"), "X-Mock-Reason"), "");
  EXPECT_THAT(listed(client, "acme/new/model"), IsEmpty());
}

TEST_F(CatalogueOptions, UnknownModelsReturnWhatTheirIdNames) {
  const MockClient client({.latency = Latency::instant(), .unknown_models = UnknownModels::accept});
  struct Case {
    std::string id;
    std::string ending;
  };
  const Case cases[] = {{"acme/draw", ".jpeg"},       {"acme/x/text-to-video", ".mp4"},
                        {"acme/wan-9-i2v", ".mp4"},   {"acme/tts", ".mp3"},
                        {"acme/image-to-3d", ".glb"}, {"acme/lora-trainer", ".safetensors"}};
  for (const Case& c : cases) {
    const Response submitted = client.submit(c.id);
    const json task = client.data(client.poll(client.id(submitted)));
    ASSERT_EQ(task["outputs"].size(), 1U) << c.id;
    EXPECT_THAT(task["outputs"][0].get<std::string>(), EndsWith(c.ending)) << c.id;
  }
  EXPECT_DOUBLE_EQ(client.balance(), 100 - 0.01 * std::size(cases));
}

TEST_F(CatalogueOptions, OnlyIdsThatAModelCanHaveAreAccepted) {
  const MockClient client({.unknown_models = UnknownModels::accept});
  for (const std::string id : {"acme/a b", "acme/ü", "acme//x", "acme/.."}) {
    const Response quote = client.post("/api/v3/model/price", json{{"model_id", id}}.dump());
    EXPECT_EQ(quote.status, 404) << id;
  }
}

}  // namespace
}  // namespace wavespeed_mock::catalogue_options_test
