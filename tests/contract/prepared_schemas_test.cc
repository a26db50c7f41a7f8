#include "contract/prepared_schemas.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace wavespeed_mock::prepared_schemas_test {
namespace {

using nlohmann::json;

json prepared(const json& schema, UnknownFields unknown = UnknownFields::reported) {
  return prepared_schemas({{"components", {{"schemas", {{"X", schema}}}}}},
                          unknown)["components"]["schemas"]["X"];
}

TEST(PreparedSchemas, TreatsObjectsWithPropertiesAsClosed) {
  const json schema = json::parse(R"({"properties": {"a": {"items": {"properties": {"b": {}}}},
      "free": {"properties": {"c": {}}, "additionalProperties": true},
      "map": {"additionalProperties": {"properties": {"d": {}}}},
      "choice": {"oneOf": [{"properties": {"e": {}}}]}, "any": {"type": "object"}}})");

  const json closed = prepared(schema);

  const json& properties = closed["properties"];
  EXPECT_EQ(closed["additionalProperties"], false);
  EXPECT_EQ(properties["a"]["items"]["additionalProperties"], false);
  EXPECT_EQ(properties["free"]["additionalProperties"], true);
  EXPECT_EQ(properties["map"]["additionalProperties"]["additionalProperties"], false);
  EXPECT_EQ(properties["choice"]["oneOf"][0]["additionalProperties"], false);
  EXPECT_FALSE(properties["any"].contains("additionalProperties"));
  EXPECT_EQ(prepared(schema, UnknownFields::allowed), schema);
}

TEST(PreparedSchemas, ReplacesTimeFormatsWithPatterns) {
  EXPECT_TRUE(prepared({{"format", "date-time"}}, UnknownFields::allowed).contains("pattern"));
  EXPECT_TRUE(prepared({{"format", "date"}}).contains("pattern"));
  EXPECT_EQ(prepared({{"format", "uri"}}), json(json::value_t::object));
}

TEST(PreparedSchemas, DoesNotChangeExamples) {
  const json document =
      json::parse(R"({"paths": {"/a": {"get": {"x": {"schema": {"properties": {}}},
      "examples": {"one": {"schema": {"properties": {}}}}, "example": {"schema": {"properties": {}}}}}},
      "components": {"examples": {"two": {"schema": {"properties": {}}}},
                     "parameters": {"P": {"schema": {"properties": {}}}}}})");

  const json closed = prepared_schemas(document, UnknownFields::reported);

  const json& get = closed["paths"]["/a"]["get"];
  EXPECT_TRUE(get["x"]["schema"].contains("additionalProperties"));
  EXPECT_TRUE(closed["components"]["parameters"]["P"]["schema"].contains("additionalProperties"));
  EXPECT_EQ(get["examples"], document["paths"]["/a"]["get"]["examples"]);
  EXPECT_EQ(get["example"], document["paths"]["/a"]["get"]["example"]);
  EXPECT_EQ(closed["components"]["examples"], document["components"]["examples"]);
}

}  // namespace
}  // namespace wavespeed_mock::prepared_schemas_test
