#include "domain/models/catalogue_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/temp_folder.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::catalogue_file_test {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Each entry as "name in messages: its id".
std::vector<std::string> entries(std::string_view text) {
  std::vector<std::string> found;
  each_catalogue_entry(text, "m.json", [&](const json& entry, const std::string& where) {
    found.push_back(where + ": " + entry.value("model_id", "?"));
  });
  return found;
}

// What is wrong with the text; "" when nothing is.
std::string problem_of(std::string_view text) {
  try {
    entries(text);
    return "";
  } catch (const ConfigError& problem) {
    return problem.what();
  }
}

TEST(CatalogueFile, ReadsTheAnswerAsItIs) {
  EXPECT_THAT(entries(R"({"code": 200, "message": "success",
                          "data": [{"model_id": "a/1"}, {"model_id": "a/2"}]})"),
              ElementsAre("m.json: data[0]: a/1", "m.json: data[1]: a/2"));
  EXPECT_THAT(entries(R"({"data": [{"model_id": "a/1"}]})"), ElementsAre("m.json: data[0]: a/1"));
  EXPECT_THAT(entries("{\n  \"data\": [\n    {\"model_id\": \"a/1\"}\n  ]\n}\n"),
              ElementsAre("m.json: data[0]: a/1"));
}

TEST(CatalogueFile, ReadsTheListAlone) {
  EXPECT_THAT(entries(R"([{"model_id": "a/1"}, {"model_id": "a/2"}])"),
              ElementsAre("m.json: [0]: a/1", "m.json: [1]: a/2"));
  EXPECT_THAT(entries("[\n{\"model_id\": \"a/1\"},\n{\"model_id\": \"a/2\"}\n]\n"),
              ElementsAre("m.json: [0]: a/1", "m.json: [1]: a/2"));
}

TEST(CatalogueFile, ReadsOneEntryALine) {
  EXPECT_THAT(entries("{\"model_id\": \"a/1\"}\n{\"model_id\": \"a/2\"}"),
              ElementsAre("m.json: line 1: a/1", "m.json: line 2: a/2"));
  EXPECT_THAT(entries("{\"model_id\": \"a/1\"}\r\n\r\n  \n{\"model_id\": \"a/2\"}\r\n\n \t\n"),
              ElementsAre("m.json: line 1: a/1", "m.json: line 4: a/2"));
}

TEST(CatalogueFile, ReadsASingleEntry) {
  for (const std::string_view text :
       {"{\"model_id\": \"a/1\"}", "{\"model_id\": \"a/1\"}\n", "{\"model_id\": \"a/1\"}\r\n\n \n",
        "{\n  \"model_id\": \"a/1\"\n}\n"}) {
    EXPECT_THAT(entries(text), ElementsAre("m.json: line 1: a/1")) << text;
  }
}

TEST(CatalogueFile, NamesTheLineThatIsNotJson) {
  EXPECT_THAT(problem_of("{\"model_id\": \"a/1\"}\n\n{\"model_id\": \n"),
              StartsWith("m.json: line 3: is not valid JSON: "));
  EXPECT_THAT(problem_of("{\"data\": ["), StartsWith("m.json: is not valid JSON: "));
  EXPECT_THAT(problem_of(""), StartsWith("m.json: is not valid JSON"));
  EXPECT_THAT(problem_of("<html>"), StartsWith("m.json: is not valid JSON"));
}

TEST(CatalogueFile, RefusesAnotherShape) {
  for (const std::string_view text :
       {"1", "null", "{}", R"({"data": {"model_id": "a/1"}})", R"({"models": []})"}) {
    EXPECT_THAT(problem_of(text), StartsWith("m.json: must have what GET /api/v3/models answers: "))
        << text;
  }
}

class CatalogueFiles : public testing::Test {
 protected:
  CatalogueFile read(std::string_view text) const {
    return read_catalogue_file(temp_.write("m.json", text));
  }
  const TempFolder temp_;
};

TEST_F(CatalogueFiles, HaveModelsAndWhatIsOdd) {
  const CatalogueFile file = read(R"([
      {"model_id": "a/1", "type": "text-to-image", "base_price": 0.5,
       "request_schema": {"type": "object"}},
      {"name": "no id"},
      7,
      {"model_id": "a/2", "type": "text-to-video", "base_price": 1,
       "request_schema": {"type": "object", "properties": {"prompt": {"maxlength": 3}}}}])");
  ASSERT_EQ(file.models.size(), 2U);
  EXPECT_EQ(file.models[0].id, "a/1");
  EXPECT_EQ(file.models[0].unit_price, Money{500'000});
  EXPECT_EQ(file.models[1].output, MediaKind::video);
  const std::string path = temp_.file("m.json").string();
  std::vector<std::string> oddities;
  for (const SchemaOddity& each : file.oddities) oddities.push_back(each.where + ": " + each.what);
  EXPECT_THAT(oddities,
              ElementsAre(path + ": [1]: \"model_id\" is missing: the entry is left out",
                          path + ": [2]: must be an object, not 7: it is left out",
                          path + ": [3] \"a/2\": request_schema: property \"prompt\": field "
                                 "\"maxlength\" is not known; did you mean \"maxLength\"?"));
}

TEST_F(CatalogueFiles, ReadFlatAndNestedEntriesAlike) {
  const json schema = {{"type", "object"}, {"properties", {{"size", {{"type", "string"}}}}}};
  json flat = {{"model_id", "a/1"}, {"type", "llm"}, {"base_price", 1}, {"request_schema", schema}};
  json nested = {{"model_id", "a/1"}, {"type", "llm"}, {"base_price", 1}};
  nested["api_schema"]["api_schemas"] = {
      {{"type", "model_result"}, {"request_schema", {{"properties", {{"id", json::object()}}}}}},
      {{"type", "model_run"}, {"request_schema", schema}}};
  for (const json& entry : {flat, nested}) {
    const CatalogueFile file = read(json{{"data", {entry}}}.dump());
    ASSERT_EQ(file.models.size(), 1U);
    EXPECT_NE(file.models[0].inputs.find("size"), nullptr) << entry;
    EXPECT_EQ(file.models[0].inputs.fields.size(), 1U) << entry;
    EXPECT_EQ(file.oddities.size(), 0U) << entry;
  }
}

TEST_F(CatalogueFiles, MustHaveModels) {
  for (const std::string_view text : {"[]", R"({"data": []})", R"([{"model_id": ""}, 1])"}) {
    try {
      read(text);
      ADD_FAILURE() << text;
    } catch (const ConfigError& problem) {
      EXPECT_EQ(problem.what(), temp_.file("m.json").string() + ": has no models") << text;
    }
  }
  try {
    read_catalogue_file(temp_.file("none.json"));
    ADD_FAILURE();
  } catch (const ConfigError& problem) {
    EXPECT_THAT(problem.what(), StartsWith("cannot read the catalogue file "));
    EXPECT_THAT(problem.what(), HasSubstr("none.json"));
  }
}

}  // namespace
}  // namespace wavespeed_mock::catalogue_file_test
