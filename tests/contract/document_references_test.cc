#include "contract/document_references.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "contract/document.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::document_references_test {
namespace {

using nlohmann::json;

// Of a document with these schemas.
std::string problem(const char* schemas) {
  return problem_of_references(
      {{"paths", json::object()}, {"components", {{"schemas", json::parse(schemas)}}}});
}

TEST(DocumentReferences, MayLeadToAnythingInTheDocument) {
  EXPECT_EQ(problem_of_references(ContractDocument::builtin().root()), "");
  EXPECT_EQ(problem(R"({"A": {"$ref": "#/components/schemas/B"}, "B": {"type": "string"}})"), "");
  EXPECT_EQ(problem(R"({"A": {"$ref": "#/components/schemas/a~1b"}, "a/b": {}})"), "");
  EXPECT_EQ(
      problem(R"({"A": {"$ref": "#/components/schemas/B/oneOf/1"}, "B": {"oneOf": [{}, {}]}})"),
      "");
}

TEST(DocumentReferences, MayLeadBackToASchemaFromAPartOfItsValue) {
  EXPECT_EQ(problem(R"({"A": {"properties": {"a": {"$ref": "#/components/schemas/A"}},
                              "items": {"$ref": "#/components/schemas/A"}}})"),
            "");
}

TEST(DocumentReferences, AreFieldsInDataAndWhereNamesAreFree) {
  EXPECT_EQ(
      problem(R"({"A": {"example": {"$ref": 1}, "const": {"$ref": "x"}, "default": {"$ref": 2},
                              "enum": [{"$ref": 3}], "examples": [{"$ref": 4}]},
                        "B": {"properties": {"$ref": {"type": "string"}}}})"),
      "");
  EXPECT_EQ(
      problem(R"({"A": {"properties": {"example": {"$ref": "#/x"}}}})"),
      "/components/schemas/A/properties/example/$ref: \"#/x\" leads to nothing in the document");
}

TEST(DocumentReferences, NameWhatIsWrongAndItsPlace) {
  EXPECT_EQ(problem(R"({"A/B": {"oneOf": [{}, {"$ref": "#/components/schemas/Lost"}]}})"),
            "/components/schemas/A~1B/oneOf/1/$ref: \"#/components/schemas/Lost\" leads to nothing "
            "in the document");
  EXPECT_EQ(problem(R"({"A": {"$ref": 5}})"),
            "/components/schemas/A/$ref: 5 must be a string such as \"#/components/schemas/Task\"");
  for (const char* const remote : {"other.json#/A", "https://a.example/b.json", "", "#", "#A"}) {
    EXPECT_EQ(problem_of_references({{"a", {{"$ref", remote}}}}),
              "/a/$ref: " + json(remote).dump() +
                  " must begin with \"#/\": references to other documents are not supported");
  }
  for (const char* const nowhere :
       {"#/a~2", "#/a/x/y", "#/list/01", "#/list/7", "#/list/-", "#//"}) {
    EXPECT_EQ(problem_of_references({{"a", {{"$ref", nowhere}}}, {"list", {1}}}),
              "/a/$ref: " + json(nowhere).dump() + " leads to nothing in the document");
  }
}

TEST(DocumentReferences, DoNotLeadBackToThemselves) {
  EXPECT_EQ(problem(R"({"A": {"$ref": "#/components/schemas/A"}})"),
            "/components/schemas/A/$ref: \"#/components/schemas/A\" leads back to itself");
  EXPECT_EQ(problem(R"({"A": {"$ref": "#/components/schemas/B"},
                        "B": {"$ref": "#/components/schemas/A"}})"),
            "/components/schemas/A/$ref: \"#/components/schemas/B\" leads back to itself");
  EXPECT_EQ(
      problem(R"({"A": {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/A"}]}})"),
      "/components/schemas/A/oneOf/1/$ref: \"#/components/schemas/A\" leads back to itself");
}

TEST(DocumentReferences, AreCheckedWhenADocumentIsRead) {
  const char* const text = R"({"paths": {"/a": {"get": {"operationId": "a", "responses": {"200":
      {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Lost"}}}}}}}}})";
  try {
    const ContractDocument document(text, "api.json");
    FAIL() << "should have been refused";
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(),
                 "api.json: /paths/~1a/get/responses/200/content/application~1json/schema/$ref: "
                 "\"#/components/schemas/Lost\" leads to nothing in the document");
  }
}

}  // namespace
}  // namespace wavespeed_mock::document_references_test
