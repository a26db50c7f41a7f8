#include "domain/models/request_schema.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace wavespeed_mock::request_schema_test {
namespace {

using nlohmann::json;

json text_of(std::string_view schema) {
  return json::parse(request_schema_text(json::parse(schema)));
}

TEST(RequestSchemaText, HasTheListsThatClientsRead) {
  EXPECT_EQ(text_of(R"({"type": "object", "properties": {"b": {}, "a": {}}})"),
            json::parse(R"({"type": "object", "properties": {"b": {}, "a": {}}, "required": [],
                            "x-order-properties": ["a", "b"]})"));
  EXPECT_EQ(text_of(R"({"properties": {"b": {}, "a": {}}, "required": ["b"]})"),
            json::parse(R"({"properties": {"b": {}, "a": {}}, "required": ["b"],
                            "x-order-properties": ["a", "b"]})"));
}

TEST(RequestSchemaText, KeepsListsThatAreThere) {
  const std::string text =
      R"({"properties":{"a":{},"b":{}},"required":["b"],"x-order-properties":["b","a"]})";
  EXPECT_EQ(request_schema_text(json::parse(text)), text);
}

TEST(RequestSchemaText, IsAnObjectWhateverTheSchemaIs) {
  const json none = json::parse(R"({"properties": {}, "required": [], "x-order-properties": []})");
  for (const std::string_view schema : {"null", "1", "[1]", "\"a\"", "{}"}) {
    EXPECT_EQ(text_of(schema), none) << schema;
  }
  EXPECT_EQ(text_of(R"({"properties": [1]})")["x-order-properties"], json::array());
}

json without_titles(std::string_view schema) {
  return schema_with(json::parse(schema),
                     [](std::string_view keyword) { return keyword != "title"; });
}

TEST(SchemaWith, DropsKeywordsAtAnyDepth) {
  EXPECT_EQ(without_titles(R"({"title": "T", "type": "object", "properties": {
                "a": {"title": "A", "items": {"title": "I", "type": "string"}}},
                "allOf": [{"title": "C", "required": ["a"]}]})"),
            json::parse(R"({"type": "object", "properties": {"a": {"items": {"type": "string"}}},
                            "allOf": [{"required": ["a"]}]})"));
}

TEST(SchemaWith, KeepsNamesOfInputsAndValues) {
  const std::string_view schema = R"({"properties": {"title": {"type": "string"}, "a": {
      "default": {"title": 1}, "enum": [{"title": 2}], "const": {"title": 3}}},
      "$defs": {"title": {"type": "string"}}, "definitions": {"title": {}}})";
  EXPECT_EQ(without_titles(schema), json::parse(schema));
}

TEST(SchemaWith, TakesAnyValue) {
  for (const std::string_view schema : {"1", "null", "[1, [2]]", R"({"properties": 1})"}) {
    EXPECT_EQ(without_titles(schema), json::parse(schema)) << schema;
  }
}

}  // namespace
}  // namespace wavespeed_mock::request_schema_test
