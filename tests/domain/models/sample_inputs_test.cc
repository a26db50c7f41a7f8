#include "domain/models/sample_inputs.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/text/json_parser.h"
#include "domain/models/builtin_models.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock::sample_inputs_test {
namespace {

using nlohmann::json;

// The sample of a required property "x", or of one with that name.
json sample_of(std::string_view property, const std::string& name = "x") {
  json schema = {{"type", "object"}, {"required", {name}}};
  schema["properties"][name] = json::parse(property);
  return sample_inputs(schema).value(name, json("none"));
}

TEST(SampleInputs, AreTheRequiredOnesOnly) {
  EXPECT_EQ(sample_inputs(json::parse(R"({"type": "object", "required": ["b"], "properties": {
                "a": {"type": "string"}, "b": {"type": "string"}}})")),
            json({{"b", "A cat"}}));
  EXPECT_EQ(sample_inputs(json::parse(R"({"type": "object", "properties": {"a": {}}})")),
            json::object());
}

TEST(SampleInputs, HaveTheDefaultTheFirstChoiceOrAValueOfTheType) {
  struct Case {
    std::string_view property;
    std::string_view value;
  };
  const Case cases[] = {
      {R"({"type": "string", "default": "b", "enum": ["a", "b"]})", R"("b")"},
      {R"({"type": "string", "enum": ["a", "b"]})", R"("a")"},
      {R"({"type": "string", "default": "", "enum": ["a", "b"]})", R"("a")"},
      {R"({"type": "integer", "default": 0})", "0"},
      {R"({"type": "integer", "minimum": 5})", "5"},
      {R"({"type": "number"})", "1"},
      {R"({"type": "boolean", "default": false})", "false"},
      {R"({"type": "boolean"})", "true"},
      {R"({"type": ["string", "null"]})", R"("A cat")"},
      {R"({})", R"("A cat")"},
      {R"({"type": "string", "minLength": 8})", R"("A cat...")"},
      {R"({"type": "array", "items": {"type": "integer"}, "minItems": 2})", "[1, 1]"},
      {R"({"type": "array"})", R"(["A cat"])"},
      {R"({"type": "object", "required": ["y"], "properties": {"y": {"type": "number"}}})",
       R"({"y": 1})"},
  };
  for (const Case& c : cases) EXPECT_EQ(sample_of(c.property), json::parse(c.value)) << c.property;
}

TEST(SampleInputs, NameMediaFilesByTheInput) {
  const std::string_view text = R"({"type": "string"})";
  EXPECT_EQ(sample_of(text, "image"), "https://example.com/image.jpg");
  EXPECT_EQ(sample_of(text, "video"), "https://example.com/video.mp4");
  EXPECT_EQ(sample_of(text, "audio"), "https://example.com/audio.mp3#duration=5s");
  EXPECT_EQ(sample_of(R"({"type": "array", "items": {"type": "string"}})", "images"),
            json::array({"https://example.com/image.jpg"}));
}

TEST(SampleInputs, HaveWhatTheirOtherValuesAskFor) {
  const auto sample_with_default = [](const char* kind) {
    json schema = json::parse(R"({"type": "object", "properties": {
        "kind": {"type": "string"}, "size": {"type": "integer"}, "name": {"type": "string"}},
        "if": {"properties": {"kind": {"const": "named"}}}, "then": {"required": ["name"]},
        "allOf": [{"if": {"properties": {"kind": {"const": "sized"}}},
                   "then": {"required": ["size"]}}, 1]})");
    schema["properties"]["kind"]["default"] = kind;
    return sample_inputs(schema);
  };
  EXPECT_EQ(sample_with_default("named"), json({{"name", "A cat"}}));
  EXPECT_EQ(sample_with_default("sized"), json({{"size", 1}}));
  EXPECT_EQ(sample_with_default("other"), json::object());
}

TEST(SampleInputs, AreAnObjectWhateverTheSchemaIs) {
  for (const std::string_view schema :
       {"null", "1", "[]", "{}", R"({"type": "string"})", R"({"type": "object", "required": 1})",
        R"({"type": "object", "required": ["a", 1], "properties": 1})",
        R"({"type": "object", "properties": [], "required": ["a"]})",
        R"({"type": "object", "required": ["a"], "properties": {"a": 1}})",
        R"({"type": "object", "if": 1, "then": 1, "allOf": 1, "properties": 1})",
        R"({"type": "object", "allOf": [{"if": {"properties": {"a": 1}}, "then": {}}]})",
        R"({"type": "object", "allOf": [{"if": {"properties": {}}, "then": {"required": 1}}]})"}) {
    EXPECT_TRUE(sample_inputs(json::parse(schema)).is_object()) << schema;
  }
}

TEST(SampleInputs, StaySmall) {
  json property = {{"type", "integer"}};
  for (int i = 0; i < 20; ++i) {
    property = {{"type", "array"}, {"minItems", 10}, {"items", std::move(property)}};
  }
  EXPECT_LT(sample_of(property.dump()).dump().size(), 100'000U);
}

TEST(SampleInputs, AreValidForEveryBuiltInModel) {
  for (const std::string_view id : builtin_models().ids()) {
    const Model& model = *builtin_models().find(id);
    const json inputs = sample_inputs(*parse_json(model.request_schema));
    EXPECT_EQ(find_input_problem(model.inputs, inputs).value_or(""), "") << id << ' ' << inputs;
  }
}

}  // namespace
}  // namespace wavespeed_mock::sample_inputs_test
