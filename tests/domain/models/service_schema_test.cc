// Schemas that the service wrote: what is odd in them is noted and does no harm.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/input_schema_loader.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock::service_schema_test {
namespace {

using nlohmann::json;

struct Loaded {
  InputSchema schema;
  std::string oddities;  // "where: what" of each, a line each
};

Loaded load(const json& schema) {
  std::vector<SchemaOddity> oddities;
  Loaded loaded{load_service_schema(schema, "m", oddities), ""};
  for (const SchemaOddity& oddity : oddities) {
    loaded.oddities += oddity.where + ": " + oddity.what + '\n';
  }
  return loaded;
}

// With a property "x" like that.
Loaded load_property(std::string_view property) {
  return load({{"type", "object"}, {"properties", {{"x", json::parse(property)}}}});
}

TEST(ServiceSchema, IgnoresAndNotesWhatIsOdd) {
  struct Case {
    std::string_view property;
    std::string_view oddity;
    std::string_view accepted;  // a value of the input
  };
  const std::vector<Case> cases = {
      {R"({"type": "string", "maxlength": 1})",
       R"(field "maxlength" is not known; did you mean "maxLength"?)", "\"abc\""},
      {R"({"sttep": 1, "zzzz": 1})",
       "field \"sttep\" is not known; did you mean \"step\"?\n"
       "m: property \"x\": field \"zzzz\" is not known",
       "1"},
      {R"({"patternProperties": {"^a": {"type": "string"}}})",
       R"(field "patternProperties" is not checked)", R"({"a": 1})"},
      {R"({"additionalProperties": false, "patternProperties": {"^a": {}}})",
       R"(field "patternProperties" is not checked)", R"({"a": 1})"},
      {R"({"minimum": "1", "maximum": 5})",
       R"(field "minimum": must be a number from -1e+300 to 1e+300, not "1")", "0"},
      {R"({"maximum": 1, "minimum": 2})", R"(field "minimum": must not be above maximum)", "9"},
      {R"({"type": "float"})",
       R"(field "type": must be string, number, integer, boolean, array or object, not "float")",
       "\"a\""},
      {R"({"enum": "a"})", R"(field "enum": must be a list, not "a")", "1"},
      {R"({"enum": [[1], 2]})",
       R"(field "enum": can hold strings, numbers, true and false, not [1])", "1"},
      {R"({"type": "integer", "enum": ["5", "10"]})",
       R"(field "enum": has a value of a type that is not among its types)", "\"5\""},
      {R"x({"pattern": "(?=a)"})x",
       R"x(field "pattern": must be a regular expression without lookahead ("(?="), because searching could take exponential time)x",
       "\"b\""},
      {R"({"required": true})", R"(field "required": must be a list, not true)", "1"},
      {R"({"required": ["a", 1], "properties": {"b": {}}})",
       "field \"required\": names no property: \"a\"\n"
       "m: property \"x\": field \"required\": names no property: 1",
       "{}"},
      {R"({"properties": []})", R"(field "properties": must be an object, not [])", "{}"},
      {R"({"properties": {"y": 1}})", R"(property "y": must be an object, not 1)", R"({"y": 2})"},
      {R"({"items": "string"})", R"(items: must be an object, not a string)", "[1]"},
      {R"({"$ref": "#/components/schemas/Other"})",
       R"(field "$ref": refers to nothing: "#/components/schemas/Other")", "1"},
      {R"({"$ref": "other.json#/a"})", R"(field "$ref": refers to nothing: "other.json#/a")", "1"},
      {R"({"$ref": "#/~9"})", R"(field "$ref": refers to nothing: "#/~9")", "1"},
      {R"({"$ref": 1})", R"(field "$ref": must be a string, not 1)", "1"},
      {R"({"then": {"type": "string"}})", R"("then" and "else" mean nothing without "if")", "1"},
      // Less of a condition would exclude more.
      {R"({"not": "a"})", R"(not: must be an object, not a string)", "1"},
      {R"({"not": {"minimum": "1"}})",
       R"(not: field "minimum": must be a number from -1e+300 to 1e+300, not "1")", "1"},
      {R"({"if": {"contains": 1}, "then": {"type": "string"}})",
       R"(if: field "contains" is not checked)", "1"},
      {R"({"oneOf": [{"contains": 1}, {"type": "integer"}]})",
       R"(oneOf[0]: field "contains" is not checked)", "1"},
      {R"("string")", "must be an object, not a string", "1"},
  };
  for (const Case& c : cases) {
    const Loaded loaded = load_property(c.property);
    std::string expected = "m: property \"x\": " + std::string(c.oddity) + '\n';
    EXPECT_EQ(loaded.oddities, expected) << c.property;
    EXPECT_EQ(find_input_problem(loaded.schema, {{"x", json::parse(c.accepted)}}).value_or(""), "")
        << c.property;
  }
}

TEST(ServiceSchema, KeepsTheRestOfAnOddProperty) {
  const Loaded loaded = load_property(R"({"type": "integer", "minimum": "1", "maximum": 5})");
  EXPECT_EQ(find_input_problem(loaded.schema, {{"x", 6}}), "\"x\" must be at most 5, not 6");
}

TEST(ServiceSchema, KeepsADefaultThatIsForbidden) {
  const Loaded loaded = load_property(
      R"({"type": "string", "minLength": 10, "default": "", "x-ui-component": "text"})");
  EXPECT_EQ(loaded.oddities,
            "m: property \"x\": field \"default\": must have at least 10 characters, not 0\n");
  EXPECT_EQ(loaded.schema.find("x")->fallback, Scalar(""));
  EXPECT_EQ(find_input_problem(loaded.schema, {{"x", "a"}}),
            "\"x\" must have at least 10 characters, not 1");
}

TEST(ServiceSchema, MayHaveHintsOfAnyForm) {
  EXPECT_EQ(load_property(R"({"type": "string", "description": 1, "title": [], "x-hint": {},
                              "x-accpet": 1, "x-accept": 5, "x-ui-component": 7, "x-enum": ["a"],
                              "disabled": "yes", "step": "a", "format": "uri", "x-hidden": true})")
                .oddities,
            "");
}

// Many models name it, and no answer of the service has it.
TEST(ServiceSchema, KnowsTheWeightsOfLoras) {
  const Loaded loaded =
      load_property(R"({"type": "array", "items": {"$ref": "#/components/schemas/LoraWeight"}})");
  EXPECT_EQ(loaded.oddities, "");
  const auto problem = [&](const char* value) {
    return find_input_problem(loaded.schema, {{"x", json::parse(value)}}).value_or("");
  };
  EXPECT_EQ(problem(R"([{"path": "owner/name"}, {"path": "https://a/b", "scale": 0.5}])"), "");
  EXPECT_EQ(problem(R"([{"scale": 1}])"), "\"x[0].path\" is required, a string");
  EXPECT_EQ(problem(R"([{"path": "a", "scale": "b"}])"),
            "\"x[0].scale\" must be a number, not \"b\"");
  EXPECT_EQ(loaded.schema.find("x")->items.at(0).fields.at(1).fallback, Scalar(1.0));
}

TEST(ServiceSchema, AcceptsAnythingWhereItIsNotAnObject) {
  for (const char* schema : {"null", "[]", "\"a\"", "5"}) {
    const Loaded loaded = load(json::parse(schema));
    EXPECT_TRUE(loaded.oddities.starts_with("m: must be an object, not ")) << loaded.oddities;
    EXPECT_EQ(find_input_problem(loaded.schema, {{"x", 1}}), std::nullopt);
  }
  EXPECT_EQ(load({{"type", "array"}}).oddities, "m: field \"type\": must be \"object\"\n");
}

TEST(ServiceSchema, EndsWhereReferencesGoInCircles) {
  const Loaded loaded = load(json::parse(R"({
      "type": "object", "properties": {"tree": {"$ref": "#/$defs/node"}},
      "$defs": {"node": {"properties": {"a": {"$ref": "#/$defs/node"}, "n": {"type": "integer"}}}}})"));
  EXPECT_EQ(loaded.oddities,
            "m: property \"tree\": $ref: property \"a\": field \"$ref\": refers to a schema that "
            "it is in: "
            "\"#/$defs/node\"\n");
  EXPECT_EQ(
      find_input_problem(loaded.schema, json::parse(R"({"tree": {"a": {"n": "b"}, "n": "c"}})")),
      "\"tree.n\" must be an integer, not \"c\"");
}

// Each definition has the next one ten times: 10^20 rules.
TEST(ServiceSchema, EndsWhereReferencesMultiply) {
  json schema = {{"type", "object"}, {"properties", {{"x", {{"$ref", "#/$defs/0"}}}}}};
  for (int i = 0; i < 20; ++i) {
    json& fields = schema["$defs"][std::to_string(i)]["properties"];
    for (int j = 0; j < 10; ++j) {
      fields["f" + std::to_string(j)]["$ref"] = "#/$defs/" + std::to_string(i + 1);
    }
  }
  schema["$defs"]["20"] = json::object();
  EXPECT_NE(load(schema).oddities.find(
                "is too large a schema: at most 32 levels and 5000 rules are read"),
            std::string::npos);
}

TEST(ServiceSchema, EndsWhereItIsTooDeep) {
  json schema = {{"type", "string"}};
  for (int i = 0; i < 60; ++i) schema = {{"type", "object"}, {"properties", {{"x", schema}}}};
  EXPECT_NE(load(schema).oddities.find("is too large a schema"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::service_schema_test
