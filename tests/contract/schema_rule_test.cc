#include "contract/schema_rule.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "contract/schema_set.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::schema_rule_test {
namespace {

using nlohmann::json;

// "kind path" of what is wrong with a value by a schema, or why the schema cannot be read.
std::string judged(const std::string& schema, const std::string& value,
                   UnknownFields unknown = UnknownFields::reported) {
  const ContractDocument document(
      R"({"paths": {}, "components": {"schemas": {"X": )" + schema + "}}}", "document");
  const SchemaSet schemas(document, unknown);
  std::string text;
  try {
    for (const SchemaProblem& problem :
         schemas.check("/components/schemas/X", json::parse(value))) {
      text += (text.empty() ? "" : ", ") + to_text(problem.kind) + ' ' + to_text(problem.path);
    }
  } catch (const ConfigError& error) {
    return error.what();
  }
  return text;
}

TEST(SchemaRule, ClosesObjectsWithPropertiesWhereUnknownFieldsAreReported) {
  const std::string schema = R"({"properties": {"a": {"items": {"properties": {"b": {}}}},
      "free": {"properties": {"c": {}}, "additionalProperties": true},
      "map": {"additionalProperties": {"properties": {"d": {}}}},
      "choice": {"oneOf": [{"properties": {"e": {}}}]}, "any": {"type": "object"}}})";

  EXPECT_EQ(judged(schema, R"({"x": 1})"), "unknown x");
  EXPECT_EQ(judged(schema, R"({"a": [{"x": 1}]})"), "unknown a[0].x");
  EXPECT_EQ(judged(schema, R"({"free": {"x": 1}})"), "");
  EXPECT_EQ(judged(schema, R"({"map": {"x": {"d": 1}, "y": {"x": 1}}})"), "unknown map.y.x");
  EXPECT_EQ(judged(schema, R"({"choice": {"x": 1}})"), "value choice");
  EXPECT_EQ(judged(schema, R"({"any": {"x": 1}})"), "");
  EXPECT_EQ(
      judged(schema, R"({"x": 1, "a": [{"x": 1}], "choice": {"x": 1}})", UnknownFields::allowed),
      "");
  EXPECT_EQ(judged(R"({"additionalProperties": false})", R"({"x": 1})", UnknownFields::allowed),
            "unknown x");
}

TEST(SchemaRule, LimitsNumbers) {
  const std::string schema = R"({"minimum": -1, "maximum": 18446744073709551615})";
  for (const char* const right : {"-1", "0", "0.5", "18446744073709551615", "\"text\"", "null"}) {
    EXPECT_EQ(judged(schema, right), "") << right;
  }
  for (const char* const wrong : {"-1.5", "-2", "1e20"}) {
    EXPECT_EQ(judged(schema, wrong), "value ") << wrong;
  }
  EXPECT_EQ(judged(R"({"minimum": 9007199254740993})", "9007199254740992"), "value ");
  EXPECT_EQ(judged(R"({"minimum": 9007199254740993})", "9007199254740993"), "");
  EXPECT_EQ(judged(R"({"exclusiveMinimum": 0, "exclusiveMaximum": 2})", "1"), "");
  EXPECT_EQ(judged(R"({"exclusiveMinimum": 0, "exclusiveMaximum": 2})", "0"), "value ");
  EXPECT_EQ(judged(R"({"exclusiveMinimum": 0, "exclusiveMaximum": 2})", "2"), "value ");
}

TEST(SchemaRule, LimitsLengthsInCharacters) {
  const std::string schema = R"({"minLength": 2, "maxLength": 3})";
  EXPECT_EQ(judged(schema, R"("ää")"), "");
  EXPECT_EQ(judged(schema, R"("äöü")"), "");
  EXPECT_EQ(judged(schema, R"("ä")"), "value ");
  EXPECT_EQ(judged(schema, R"("abcd")"), "value ");
  EXPECT_EQ(judged(R"({"minItems": 1, "maxItems": 2})", "[]"), "value ");
  EXPECT_EQ(judged(R"({"minItems": 1, "maxItems": 2})", "[1, 2]"), "");
  EXPECT_EQ(judged(R"({"minItems": 1, "maxItems": 2})", "[1, 2, 3]"), "value ");
}

TEST(SchemaRule, OffersChoices) {
  const std::string one = R"({"oneOf": [{"type": "integer"}, {"type": "number"}]})";
  EXPECT_EQ(judged(one, "1.5"), "");
  EXPECT_EQ(judged(one, "1"), "value ");  // both
  EXPECT_EQ(judged(one, "null"), "value ");
  const std::string any = R"({"anyOf": [{"type": "integer"}, {"type": "number"}]})";
  EXPECT_EQ(judged(any, "1"), "");
  EXPECT_EQ(judged(any, "null"), "value ");
  EXPECT_EQ(judged(R"({"enum": [1, "a", null]})", "null"), "");
  EXPECT_EQ(judged(R"({"enum": [1, "a", null]})", "2"), "value ");
  EXPECT_EQ(judged(R"({"properties": {"a": false, "b": true}})", R"({"a": 1, "b": 1})"), "value a");
}

TEST(SchemaRule, RefusesSchemasThatItCannotRead) {
  const std::string in_x = "the contract: /components/schemas/X: ";
  EXPECT_EQ(judged(R"({"patternProperties": {}})", "1"),
            in_x + "\"patternProperties\" is not supported in a schema");
  EXPECT_EQ(judged(R"({"type": "text"})", "1"), in_x + "\"type\" has the unknown type \"text\"");
  EXPECT_EQ(judged(R"({"type": 5})", "1"), in_x + "\"type\" must be a list of strings, not 5");
  EXPECT_EQ(judged(R"({"minimum": "0"})", "1"), in_x + "\"minimum\" must be a number, not \"0\"");
  EXPECT_EQ(judged(R"({"minLength": -1})", "1"),
            in_x + "\"minLength\" must be a whole number, not -1");
  EXPECT_EQ(judged(R"({"enum": 1})", "1"), in_x + "\"enum\" must be a list, not 1");
  EXPECT_EQ(judged(R"({"required": [1]})", "1"),
            in_x + "\"required\" must be a list of strings, not [1]");
  EXPECT_EQ(judged(R"({"oneOf": []})", "1"), in_x + "\"oneOf\" must be a list of schemas, not []");
  EXPECT_EQ(judged(R"({"properties": {"a": 5}})", "1"),
            "the contract: /components/schemas/X/properties/a must be a schema, not 5");
  EXPECT_TRUE(
      judged(R"x({"pattern": "(?=a)"})x", "1")
          .starts_with(in_x + "\"pattern\" must be a regular expression without lookahead"));
  EXPECT_EQ(judged(R"({"title": "x", "description": "x", "default": 1, "format": "uri",
                       "x-more": 1})",
                   "1"),
            "");
}

TEST(SchemaRule, IsRefusedAgainAfterItCouldNotBeRead) {
  const ContractDocument document(
      R"({"paths": {}, "components": {"schemas": {
          "Good": {"type": "string"},
          "Bad": {"properties": {"a": {"$ref": "#/components/schemas/Good"}, "b": {"type": "x"}}}}}})",
      "document");
  SchemaRules rules(document, UnknownFields::allowed);
  EXPECT_THROW(rules.at("/components/schemas/Bad"), ConfigError);
  EXPECT_THROW(rules.at("/components/schemas/Bad"), ConfigError);
  EXPECT_EQ(rules.at("/components/schemas/Good").types, std::vector<std::string>{"string"});
}

// Calls `each` with every schema of a part of a document.
void for_each_schema(const json& node, const std::string& pointer,
                     const std::function<void(const std::string&)>& each) {
  if (!node.is_structured()) return;
  std::size_t index = 0;
  for (const auto& [key, part] : node.items()) {
    const std::string below =
        pointer + (node.is_object() ? pointer_segment(key) : '/' + std::to_string(index++));
    if (key == "example" || key == "examples") continue;
    if (key == "schema") each(below);
    for_each_schema(part, below, each);
  }
}

TEST(SchemaRule, CanBeReadForEverySchemaOfTheContract) {
  const ContractDocument& contract = ContractDocument::builtin();
  SchemaRules rules(contract, UnknownFields::reported);
  std::size_t read = 0;
  const auto read_schema = [&](const std::string& pointer) {
    ++read;
    EXPECT_NO_THROW(rules.at(pointer)) << pointer;
  };
  for_each_schema(contract.root(), "", read_schema);
  for (const auto& [name, unused] : contract.root()["components"]["schemas"].items()) {
    read_schema("/components/schemas" + pointer_segment(name));
  }
  EXPECT_GT(read, 300U);
}

}  // namespace
}  // namespace wavespeed_mock::schema_rule_test
