#include "contract/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/small_contract.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::document_test {
namespace {

using testing::HasSubstr;

std::string error(const std::string& text) {
  try {
    const ContractDocument document(text, "my.json");
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

TEST(ContractDocument, ListsItsOperations) {
  const Operation& submit = *small_contract().by_id("submit");

  EXPECT_EQ(submit.method, "POST");
  EXPECT_EQ(submit.pattern, "/api/v3/{model_id...}");
  EXPECT_EQ(submit.pointer, "/paths/~1api~1v3~1{model_id}/post");
  EXPECT_EQ(submit.source, "api/submit.cc");
  EXPECT_TRUE(submit.paid && submit.needs_key && !submit.mock_only);
  const Operation& file = *small_contract().by_id("getFile");
  EXPECT_TRUE(!file.paid && !file.needs_key && file.mock_only);
  EXPECT_EQ(small_contract().operations().size(), 5);
  EXPECT_EQ(small_contract().by_id("other"), nullptr);
}

TEST(ContractDocument, FindsTheOperationOfARequest) {
  const auto id_of = [](std::string_view method, std::string_view path) {
    const Operation* const operation = small_contract().find(method, path);
    return operation == nullptr ? "none" : operation->id;
  };
  EXPECT_EQ(id_of("POST", "/api/v3/a/b"), "submit");
  EXPECT_EQ(id_of("POST", "/api/v3/tasks"), "submit");
  EXPECT_EQ(id_of("GET", "/api/v3/tasks"), "listTasks");
  EXPECT_EQ(id_of("HEAD", "/api/v3/tasks"), "listTasks");
  EXPECT_EQ(id_of("GET", "/api/v3/tasks/1"), "getTask");
  EXPECT_EQ(id_of("GET", "/api/v3/tasks/new"), "newTasks");
  EXPECT_EQ(id_of("GET", "/api/v3/a/b"), "none");
  EXPECT_EQ(id_of("PUT", "/files/1"), "none");
}

TEST(ContractDocument, FollowsReferences) {
  std::string pointer = "/paths/~1api~1v3~1{model_id}/post/responses/400/content";
  ASSERT_NE(small_contract().at(pointer), nullptr);
  EXPECT_EQ(pointer, "/components/responses/Failed/content");

  pointer = "/components/schemas/TaskEnvelope/properties/data/properties/id/type";
  ASSERT_NE(small_contract().at(pointer), nullptr);
  EXPECT_EQ(*small_contract().at(pointer), "string");
  EXPECT_EQ(pointer, "/components/schemas/Task/properties/id/type");

  for (std::string lost : {"/paths/x", "/components/schemas/Failure/required/9", "/openapi/x"}) {
    EXPECT_EQ(small_contract().at(lost), nullptr) << lost;
  }
}

// Examples may contain anything.
TEST(ContractDocument, StopsAtWrongReferencesInExamples) {
  const ContractDocument document(
      R"({"paths": {}, "example": {"a": {"$ref": "#/example/b"}, "b": {"$ref": "#/example/a"},
          "c": {"$ref": "#/d"}, "e": {"$ref": "other.json"}, "f": {"$ref": "#/~2"}}})",
      "x");
  for (std::string lost : {"/example/a", "/example/c", "/example/e", "/example/f"}) {
    EXPECT_EQ(document.at(lost), nullptr) << lost;
  }
}

TEST(ContractDocument, ListsResponsesAndTheirContent) {
  const ContractDocument& document = small_contract();
  const Operation& get = *document.by_id("getTask");

  EXPECT_EQ(document.response(get, 200), "/paths/~1api~1v3~1tasks~1{id}/get/responses/200");
  EXPECT_EQ(document.response(get, 404), "/components/responses/Failed");
  EXPECT_EQ(document.response(get, 500), std::nullopt);
  EXPECT_EQ(document.content("/components/responses/Failed", "application/json"),
            "/components/responses/Failed/content/application~1json");
  const std::string file = *document.response(*document.by_id("getFile"), 200);
  EXPECT_TRUE(document.content(file, "image/png").has_value());
  EXPECT_FALSE(document.content(file, "text/html").has_value());
}

TEST(ContractDocument, ListsOutcomes) {
  std::string all;
  for (const auto& [status, name] : small_contract().outcomes(*small_contract().by_id("submit"))) {
    all += std::to_string(status) + ' ' + name + '\n';
  }
  EXPECT_EQ(all, "200 accepted\n200 finished\n400 broken\n");
  const auto none = small_contract().outcomes(*small_contract().by_id("newTasks"));
  ASSERT_EQ(none.size(), 1);
  EXPECT_EQ(none[0].status, 204);
  EXPECT_EQ(none[0].name, "");
}

TEST(ContractDocument, ExplainsInvalidDocuments) {
  EXPECT_THAT(error("{"), HasSubstr("my.json"));
  EXPECT_EQ(error("[]"), "my.json: must be an OpenAPI document, an object with \"paths\"");
  EXPECT_EQ(error(R"({"paths": {"/a": {"get": {}}}})"),
            "my.json: /paths/~1a/get has no \"operationId\"");
  EXPECT_EQ(error(R"({"paths": {"/a": {"get": {"operationId": "x"}},
                                    "/b": {"get": {"operationId": "x"}}}})"),
            "my.json: /paths/~1b/get: the operationId \"x\" appears twice");
}

TEST(ContractDocument, IsBuiltIn) {
  EXPECT_FALSE(ContractDocument::builtin().root().empty());
}

}  // namespace
}  // namespace wavespeed_mock::document_test
