#include "domain/models/input_schema_loader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_error.h"

namespace wavespeed_mock::input_schema_loader_test {
namespace {

using nlohmann::json;

InputSchema load(std::string_view schema) {
  return load_input_schema(json::parse(schema), "m: request_schema");
}

// The rule of the only property "x" of a schema.
InputRule rule_of(std::string_view property) {
  const InputSchema schema =
      load(R"({"type": "object", "properties": {"x": )" + std::string(property) + "}}");
  EXPECT_EQ(schema.fields.size(), 1U);
  return schema.fields.at(0);
}

std::string error_of_property(std::string_view property) {
  return error_of([&] { static_cast<void>(rule_of(property)); });
}

TEST(InputSchemaLoader, AllowsAnythingByDefault) {
  const InputRule rule = rule_of("{}");
  EXPECT_EQ(rule.name, "x");
  EXPECT_EQ(rule.types, 0);
  EXPECT_TRUE(rule.accepts(InputType::array));
  EXPECT_FALSE(rule.required);
  EXPECT_FALSE(rule.nullable);
  EXPECT_TRUE(rule.allowed.empty());
  EXPECT_FALSE(rule.minimum || rule.maximum || rule.min_length || rule.max_length ||
               rule.min_items || rule.max_items || rule.sides || rule.fallback);
  EXPECT_TRUE(rule.fields.empty());
  EXPECT_TRUE(rule.items.empty());
}

TEST(InputSchemaLoader, ReadsTypes) {
  struct Case {
    std::string_view property;
    std::vector<InputType> types;
    bool nullable;
  };
  const std::vector<Case> cases = {
      {R"({"type": "string"})", {InputType::string}, false},
      {R"({"type": "number"})", {InputType::number}, false},
      {R"({"type": "integer"})", {InputType::integer}, false},
      {R"({"type": "boolean"})", {InputType::boolean}, false},
      {R"({"type": "array"})", {InputType::array}, false},
      {R"({"type": "object"})", {InputType::object}, false},
      {R"({"type": ["string", "null"]})", {InputType::string}, true},
      {R"({"type": ["string", "integer"]})", {InputType::string, InputType::integer}, false},
      {R"({"type": "string", "nullable": true})", {InputType::string}, true},
      {R"({"type": "string", "enum": ["a", null]})", {InputType::string}, true},
  };
  for (const Case& c : cases) {
    const InputRule rule = rule_of(c.property);
    for (const InputType type : {InputType::string, InputType::number, InputType::integer,
                                 InputType::boolean, InputType::array, InputType::object}) {
      const bool named = std::find(c.types.begin(), c.types.end(), type) != c.types.end();
      EXPECT_EQ(rule.accepts(type), named) << c.property;
    }
    EXPECT_EQ(rule.nullable, c.nullable) << c.property;
  }
}

TEST(InputSchemaLoader, ReadsLimits) {
  const InputRule number = rule_of(R"({"type": "number", "minimum": -1, "maximum": 2.5})");
  EXPECT_EQ(number.minimum, -1.0);
  EXPECT_EQ(number.maximum, 2.5);
  const InputRule text = rule_of(R"({"type": "string", "minLength": 1, "maxLength": 2000})");
  EXPECT_EQ(text.min_length, 1U);
  EXPECT_EQ(text.max_length, 2000U);
  const InputRule list = rule_of(R"({"type": "array", "minItems": 0, "maxItems": 14})");
  EXPECT_EQ(list.min_items, 0U);
  EXPECT_EQ(list.max_items, 14U);
  const InputRule size =
      rule_of(R"({"type": "string", "x-size": {"minimum": 256, "maximum": 1536}})");
  ASSERT_TRUE(size.sides);
  EXPECT_EQ(size.sides->minimum, 256U);
  EXPECT_EQ(size.sides->maximum, 1536U);
}

TEST(InputSchemaLoader, ReadsEnumsOfScalars) {
  EXPECT_EQ(rule_of(R"({"enum": ["1k", 5, 0.5, true, null]})").allowed,
            (std::vector<Scalar>{"1k", 5.0, 0.5, true}));
}

TEST(InputSchemaLoader, ReadsScalarDefaults) {
  EXPECT_EQ(rule_of(R"({"default": "1k"})").fallback, Scalar("1k"));
  EXPECT_EQ(rule_of(R"({"default": 28})").fallback, Scalar(28.0));
  EXPECT_EQ(rule_of(R"({"default": false})").fallback, Scalar(false));
  EXPECT_EQ(rule_of(R"({"default": null})").fallback, std::nullopt);
  EXPECT_EQ(rule_of(R"({"type": "array", "default": []})").fallback, std::nullopt);
}

TEST(InputSchemaLoader, ReadsNestedObjects) {
  const InputRule loras = rule_of(R"({"type": "array", "items": {
      "type": "object", "required": ["path"],
      "properties": {"path": {"type": "string"}, "scale": {"type": "number", "default": 1}}}})");
  ASSERT_EQ(loras.items.size(), 1U);
  const std::vector<InputRule>& fields = loras.items[0].fields;
  ASSERT_EQ(fields.size(), 2U);
  EXPECT_EQ(fields[0].name, "path");
  EXPECT_TRUE(fields[0].required);
  EXPECT_EQ(fields[1].name, "scale");
  EXPECT_FALSE(fields[1].required);
  EXPECT_EQ(fields[1].fallback, Scalar(1.0));
}

TEST(InputSchemaLoader, FindsInputsByName) {
  const InputSchema schema = load(
      R"({"type": "object", "required": ["b"], "properties": {"a": {}, "b": {"type": "string"}}})");
  ASSERT_NE(schema.find("b"), nullptr);
  EXPECT_TRUE(schema.find("b")->required);
  ASSERT_NE(schema.find("a"), nullptr);
  EXPECT_FALSE(schema.find("a")->required);
  EXPECT_EQ(schema.find("c"), nullptr);
}

TEST(InputSchemaLoader, IgnoresTextsAndUserInterfaceHints) {
  EXPECT_EQ(error_of_property(R"({
      "title": "X", "description": "what", "examples": [1], "step": 0.1, "hidden": true,
      "disabled": false, "format": "uri", "x-ui-component": "slider", "x-hidden": true,
      "x-ui-component-props": {"a": 1}, "x-accept": "image/*", "x-placeholder": "…"})"),
            "");
}

TEST(InputSchemaLoader, ExplainsInvalidProperties) {
  struct Case {
    std::string_view property;
    std::string error;
  };
  const std::vector<Case> cases = {
      {R"("string")", "must be an object, not a string"},
      {R"({"type": "text"})",
       R"(field "type": must be string, number, integer, boolean, array or object, not "text")"},
      {R"({"type": 1})",
       R"(field "type": must be string, number, integer, boolean, array or object, not 1)"},
      {R"({"type": []})", R"(field "type": must name a type other than null, not [])"},
      {R"({"type": "null"})", R"(field "type": must name a type other than null, not "null")"},
      {R"({"enum": "a"})", R"(field "enum": must be a list, not "a")"},
      {R"({"enum": []})", R"(field "enum": must list at least one value other than null)"},
      {R"({"enum": [[1]]})", R"(field "enum": can hold strings, numbers, true and false, not [1])"},
      {R"({"nullable": 1})", R"(field "nullable": must be true or false, not 1)"},
      {R"({"minimum": "1"})",
       R"(field "minimum": must be a number from -1e+300 to 1e+300, not "1")"},
      {R"({"minimum": 2, "maximum": 1})", R"(field "minimum": must not be above maximum)"},
      {R"({"minLength": 2, "maxLength": 1})", R"(field "minLength": must not be above maxLength)"},
      {R"({"minItems": 2, "maxItems": 1})", R"(field "minItems": must not be above maxItems)"},
      {R"({"maxLength": -1})",
       R"(field "maxLength": must be a whole number from 0 to 1000000000, not -1)"},
      {R"({"maxItems": 1.5})",
       R"(field "maxItems": must be a whole number from 0 to 1000000000, not 1.5)"},
      {R"({"x-size": 256})", R"(x-size: must be an object, not 256)"},
      {R"({"x-size": {"minimum": 256}})", R"(x-size: field "maximum" is missing)"},
      {R"({"x-size": {"minimum": 0, "maximum": 1}})",
       R"(x-size: field "minimum": must be a whole number from 1 to 8192, not 0)"},
      {R"({"x-size": {"minimum": 2, "maximum": 1}})",
       R"(x-size: field "minimum": must not be above maximum)"},
      {R"({"x-size": {"minimum": 1, "maximum": 2, "max": 3}})",
       R"(x-size: field "max" is not known; did you mean "maximum"?)"},
      {R"({"properties": []})", R"(field "properties": must be an object, not [])"},
      {R"({"properties": {"y": 1}})", R"(property "y": must be an object, not 1)"},
      {R"({"required": ["y"]})", R"(field "required": names no property: "y")"},
      {R"({"items": {"type": "texts"}})",
       R"(items: field "type": must be string, number, integer, boolean, array or object, not "texts")"},
      {R"({"type": "integer", "default": 0.5})", R"(field "default": must be an integer, not 0.5)"},
      {R"({"const": [1]})", R"(field "const": must be a string, a number, true or false, not [1])"},
      {R"({"multipleOf": 0})",
       R"(field "multipleOf": must be a number from 1e-09 to 1e+300, not 0)"},
      {R"({"exclusiveMinimum": true})",
       R"(field "exclusiveMinimum": must be a number from -1e+300 to 1e+300, not true)"},
      {R"x({"pattern": "("})x", R"x(field "pattern": is not a regular expression: missing ): ()x"},
      {R"({"uniqueItems": 1})", R"(field "uniqueItems": must be true or false, not 1)"},
      {R"({"allOf": {}})", R"(field "allOf": must be a list, not {})"},
      {R"({"anyOf": [1]})", R"(anyOf[0]: must be an object, not 1)"},
      {R"({"not": 1})", R"(not: must be an object, not 1)"},
      {R"({"then": {}})", R"("then" and "else" mean nothing without "if")"},
      {R"({"if": {}, "then": {"maxLenght": 1}})",
       R"(then: field "maxLenght" is not known; did you mean "maxLength"?)"},
      {R"({"additionalProperties": 1})", R"(additionalProperties: must be an object, not 1)"},
      {R"({"$ref": "#/$defs/size"})", R"(field "$ref": refers to nothing: "#/$defs/size")"},
      {R"({"$ref": "#/properties/x"})",
       R"($ref: field "$ref": refers to a schema that it is in: "#/properties/x")"},
      {R"({"enum": ["a", "b"], "default": "c"})",
       R"(field "default": must be one of "a", "b", not "c")"},
      {R"({"type": "string", "x-size": {"minimum": 256, "maximum": 512}, "default": "1024*1024"})",
       R"(field "default": must be "W*H" with each side from 256 to 512, not "1024*1024")"},
  };
  for (const Case& c : cases) {
    std::string error = error_of_property(c.property);
    const std::string where = "m: request_schema: property \"x\": ";
    ASSERT_TRUE(error.starts_with(where)) << c.property << " gives: " << error;
    EXPECT_EQ(error.substr(where.size()), c.error) << c.property;
  }
}

// If they were ignored, the mock would accept inputs that the model refuses.
TEST(InputSchemaLoader, RefusesUnsupportedKeywords) {
  for (const std::string_view keyword :
       {"contains", "patternProperties", "propertyNames", "dependentRequired", "minProperties"}) {
    const std::string error = error_of_property("{\"" + std::string(keyword) + "\": \"value\"}");
    EXPECT_TRUE(error.starts_with("m: request_schema: property \"x\": field \"" +
                                  std::string(keyword) + "\" is not known"))
        << error;
  }
  EXPECT_EQ(error_of_property(R"({"maxLenght": 3})"),
            R"(m: request_schema: property "x": field "maxLenght" is not known; )"
            R"(did you mean "maxLength"?)");
}

TEST(InputSchemaLoader, MarksMedia) {
  EXPECT_FALSE(rule_of(R"({"type": "string"})").media);
  EXPECT_TRUE(rule_of(R"({"type": "string", "x-ui-component": "uploader"})").media);
  const InputRule list =
      rule_of(R"({"type": "array", "x-ui-component": "uploaders", "items": {"type": "string"}})");
  EXPECT_TRUE(list.items.at(0).media);
  EXPECT_FALSE(rule_of(R"({"type": "array", "items": {"type": "string"}})").items.at(0).media);
  EXPECT_TRUE(load(R"({"type": "object", "properties": {"image": {}}})").fields.at(0).media);
}

TEST(InputSchemaLoader, RequiresAnObjectAtTheTop) {
  EXPECT_EQ(error_of([] { static_cast<void>(load("[]")); }),
            "m: request_schema: must be an object, not []");
  for (const std::string_view schema :
       {R"({})", R"({"type": "array"})", R"({"type": ["object", "string"]})"}) {
    EXPECT_EQ(error_of([&] { static_cast<void>(load(schema)); }),
              R"(m: request_schema: field "type": must be "object")")
        << schema;
  }
}

}  // namespace
}  // namespace wavespeed_mock::input_schema_loader_test
