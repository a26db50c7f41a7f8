#include "domain/models/input_conditions.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/input_schema_loader.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock::input_conditions_test {
namespace {

using nlohmann::json;

// The inputs of all these tests, and what `more` adds to their schema.
InputSchema schema_with(std::string_view more) {
  json schema = json::parse(R"({
      "type": "object",
      "properties": {
        "duration": {"type": "integer", "enum": [3, 4, 5, 7, 8, 10]},
        "resolution": {"type": "string", "enum": ["540p", "720p", "1080p"], "default": "540p"},
        "last_image": {"type": "string"},
        "sound": {"type": "boolean"},
        "name": {"type": "string"},
        "camera": {"type": "object", "properties": {"mode": {"type": "string"}, "zoom": {}}}}})");
  schema.update(json::parse(more));
  return load_input_schema(schema, "m");
}

struct Case {
  std::string_view inputs;
  std::string problem;
};

void expect_problems(std::string_view more, const std::vector<Case>& cases) {
  const InputSchema schema = schema_with(more);
  for (const Case& c : cases) {
    EXPECT_EQ(find_input_problem(schema, json::parse(c.inputs)).value_or(""), c.problem)
        << c.inputs << " with " << more;
  }
}

TEST(InputConditions, SayWithoutWhichInputABranchCounts) {
  expect_problems(
      R"({"if": {"properties": {"last_image": {"minLength": 1, "type": "string"}},
                 "required": ["last_image"]},
          "then": {"properties": {"duration": {"enum": [3, 4, 5, 7]}}},
          "else": {"properties": {"duration": {"enum": [5, 10]}}}})",
      {{R"({"duration": 5})", ""},
       {R"({})", ""},
       {R"({"duration": 7})", R"("duration" must be 5 or 10 without "last_image", not 7)"},
       {R"({"duration": 7, "last_image": ""})",
        R"("duration" must be 5 or 10 without "last_image", not 7)"},
       {R"({"duration": 7, "last_image": "http://a"})", ""},
       {R"({"duration": 10, "last_image": "http://a"})",
        R"("duration" must be 3, 4, 5 or 7 with "last_image", not 10)"}});
}

TEST(InputConditions, SayWithWhichValueABranchCounts) {
  expect_problems(
      R"({"allOf": [
            {"if": {"properties": {"resolution": {"const": "1080p"}}, "required": ["resolution"]},
             "then": {"properties": {"duration": {"enum": [5, 8]}}}},
            {"if": {"properties": {"resolution": {"enum": ["540p", "720p"]}}},
             "then": {"required": ["name", "resolution"]},
             "else": {"required": ["sound"]}}]})",
      {{R"({"resolution": "1080p", "duration": 8, "sound": true})", ""},
       {R"({"resolution": "1080p", "duration": 10, "sound": true})",
        R"("duration" must be 5 or 8 when "resolution" is "1080p", not 10)"},
       {R"({"resolution": "1080p"})",
        R"("sound" is required when "resolution" is not "540p" or "720p")"},
       {R"({"resolution": "720p"})", R"("name" is required when "resolution" is "540p" or "720p")"},
       // The default counts, and is there.
       {R"({})", R"("name" is required without "resolution")"},
       {R"({"name": "a"})", ""}});
}

TEST(InputConditions, NameAllPartsOfACondition) {
  expect_problems(
      R"({"if": {"properties": {"sound": {"const": true}}, "required": ["sound", "name"]},
          "then": {"properties": {"duration": {"maximum": 5}}},
          "else": {"properties": {"duration": {"minimum": 4}}}})",
      {{R"({"sound": true, "name": "a", "duration": 7})",
        R"("duration" must be at most 5 when "sound" is true and with "name", not 7)"},
       {R"({"sound": true, "duration": 3})",
        R"("duration" must be at least 4 without "name", not 3)"},
       {R"({"sound": false, "name": "a", "duration": 3})",
        R"("duration" must be at least 4 when "sound" is not true, not 3)"}});
}

TEST(InputConditions, AreLeftOutOfTheMessageWhenTheyAreNotSimple) {
  expect_problems(
      R"({"if": {"properties": {"duration": {"minimum": 5}}, "required": ["duration"]},
          "then": {"required": ["name"]}})",
      {{R"({"duration": 5})", R"("name" is required)"}, {R"({"duration": 4})", ""}});
}

TEST(InputConditions, CanBeNegatedAndNested) {
  expect_problems(
      R"({"if": {"not": {"required": ["last_image"]}},
          "then": {"if": {"properties": {"sound": {"const": true}}, "required": ["sound"]},
                   "then": {"properties": {"duration": {"enum": [5]}}}}})",
      {{R"({"sound": true, "duration": 5})", ""},
       {R"({"sound": true, "duration": 7, "last_image": "http://a"})", ""},
       {R"({"sound": true, "duration": 7})",
        R"("duration" must be 5 without "last_image" and when "sound" is true, not 7)"}});
}

TEST(InputConditions, AddNothingToAValueThatIsWrongAnyway) {
  expect_problems(
      R"({"else": {"properties": {"duration": {"enum": [5]}}}, "if": {"required": ["name"]}})",
      {{R"({"duration": 6})", R"("duration" must be one of 3, 4, 5, 7, 8, 10, not 6)"}});
}

TEST(InputConditions, ApplyInsideObjects) {
  expect_problems(
      R"({"properties": {"camera": {"type": "object", "properties": {"mode": {}, "zoom": {}},
            "if": {"properties": {"mode": {"const": "fixed"}}, "required": ["mode"]},
            "then": {"properties": {"zoom": {"maximum": 1}}}}}})",
      {{R"({"camera": {"mode": "fixed", "zoom": 2}})",
        R"("camera.zoom" must be at most 1 when "mode" is "fixed", not 2)"},
       {R"({"camera": {"mode": "free", "zoom": 2}})", ""}});
}

TEST(InputConditions, ExcludeInputs) {
  expect_problems(R"({"not": {"required": ["last_image", "name"]}})",
                  {{R"({"last_image": "http://a"})", ""},
                   {R"({"last_image": "http://a", "name": "a"})",
                    R"("last_image" must not be given together with "name")"}});
  expect_problems(R"({"not": {"required": ["last_image", "name", "sound"]}})",
                  {{R"({"last_image": "http://a", "name": "a", "sound": true})",
                    R"("last_image" must not be given together with "name" and "sound")"}});
  expect_problems(R"({"not": {"required": ["name"]}})",
                  {{R"({"name": "a"})", R"("name" must not be given)"}});
  expect_problems(
      R"({"not": {"required": ["name"], "properties": {"name": {"enum": ["a", "b"]}}}})",
      {{R"({"name": "b"})", R"("name" must not be "a" or "b")"}, {R"({"name": "c"})", ""}});
  expect_problems(R"({"not": {"properties": {"name": {"const": "a"}}}})",
                  {{R"({})", R"("name" must be given and must not be "a")"}});
  expect_problems(R"({"not": {"properties": {"name": {"minLength": 2}}}})",
                  {{R"({"name": "ab"})",
                    R"(the inputs must not be as "not" in the request schema describes)"}});
  expect_problems(R"({"properties": {"camera": {"not": {"required": ["a", "b"]}}}})",
                  {{R"({"camera": {"a": 1, "b": 1}})",
                    R"("camera.a" must not be given together with "camera.b")"}});
}

TEST(InputConditions, AskForOneOfSeveralInputs) {
  expect_problems(R"({"anyOf": [{"required": ["name"]}, {"required": ["sound"]}]})",
                  {{R"({})", R"("name" or "sound" is required)"},
                   {R"({"name": "a"})", ""},
                   {R"({"name": "a", "sound": true})", ""}});
  expect_problems(
      R"({"oneOf": [{"required": ["name"]}, {"required": ["sound"]}]})",
      {{R"({})", R"("name" or "sound" is required)"},
       {R"({"name": "a"})", ""},
       {R"({"name": "a", "sound": true})", R"("name" must not be given together with "sound")"}});
}

// A quote may leave out what a submission needs; what it has must be right.
TEST(InputConditions, AskNothingThatIsMissingOfAQuote) {
  const InputSchema schema = schema_with(
      R"({"anyOf": [{"required": ["name"]}, {"required": ["camera"]}],
          "oneOf": [{"required": ["sound"]}, {"required": ["last_image"]}],
          "not": {"required": ["name", "camera"]},
          "if": {"required": ["name"]}, "then": {"required": ["sound"]},
          "else": {"properties": {"duration": {"enum": [5]}}}})");
  const auto quoted = [&](std::string_view inputs) {
    return find_given_input_problem(schema, json::parse(inputs)).value_or("");
  };
  EXPECT_EQ(quoted("{}"), "");
  EXPECT_EQ(quoted(R"({"name": "a"})"), "");
  EXPECT_EQ(quoted(R"({"name": "a", "camera": {}})"),
            R"("name" must not be given together with "camera")");
  EXPECT_EQ(quoted(R"({"duration": 7})"), R"("duration" must be 5 without "name", not 7)");
}

std::string problem_of_unknown(UnknownInputs unknown, std::string_view more,
                               std::string_view inputs) {
  return find_input_problem(schema_with(more), json::parse(inputs), unknown).value_or("");
}

TEST(UnknownInputs, AreRefusedWhereTheSchemaSaysSo) {
  constexpr auto kAsSchema = UnknownInputs::as_schema;
  const std::string_view closed = R"({"additionalProperties": false})";
  EXPECT_EQ(problem_of_unknown(kAsSchema, "{}", R"({"nmae": 1, "camera": {"zom": 1}})"), "");
  EXPECT_EQ(problem_of_unknown(kAsSchema, closed, R"({"name": "a", "duration": 5})"), "");
  EXPECT_EQ(problem_of_unknown(kAsSchema, closed, R"({"nmae": 1, "zzzzzzzz": 2})"),
            R"("nmae" is not an input of this model; did you mean "name"?; )"
            R"("zzzzzzzz" is not an input of this model)");
  // Every model has them.
  EXPECT_EQ(problem_of_unknown(kAsSchema, closed,
                               R"({"enable_sync_mode": true, "enable_base64_output": false,
                                   "webhook_url": "http://a"})"),
            "");
  EXPECT_EQ(problem_of_unknown(kAsSchema, R"({"properties": {"camera": {
                "additionalProperties": false, "properties": {"zoom": {}}}}})",
                               R"({"other": 1, "camera": {"zom": 1}})"),
            R"("camera.zom" is not an input of this model; did you mean "zoom"?)");
}

TEST(UnknownInputs, CanAllBeIgnored) {
  EXPECT_EQ(problem_of_unknown(UnknownInputs::ignore, R"({"additionalProperties": false})",
                               R"({"nmae": 1})"),
            "");
}

TEST(UnknownInputs, CanAllBeRefused) {
  constexpr auto kRefuse = UnknownInputs::refuse;
  const std::string_view more =
      R"({"if": {"required": ["name"]}, "then": {"properties": {"camera": {"required": ["mode"]},
                                                                "only_here": {}}}})";
  EXPECT_EQ(problem_of_unknown(kRefuse, more, R"({"nmae": 1})"),
            R"("nmae" is not an input of this model; did you mean "name"?)");
  EXPECT_EQ(problem_of_unknown(kRefuse, more, R"({"camera": {"zom": 1}})"),
            R"("camera.zom" is not an input of this model; did you mean "zoom"?)");
  // A branch has some fields only, and may have fields of its own.
  EXPECT_EQ(problem_of_unknown(kRefuse, more, R"({"name": "a", "only_here": 1, "camera":
                                                  {"mode": "b", "zoom": 1}})"),
            "");
  // Objects of which nothing is known, and those that allow others.
  EXPECT_EQ(problem_of_unknown(kRefuse, R"({"properties": {"a": {"type": "object"},
                "b": {"properties": {"c": {}}, "additionalProperties": {"type": "integer"}}}})",
                               R"({"a": {"x": 1}, "b": {"y": 1}})"),
            "");
}

TEST(UnknownInputs, AreNamedOnOneShortLine) {
  const json inputs = {{"a\nb" + std::string(1'000, 'c'), 1}};
  EXPECT_EQ(find_input_problem(schema_with("{}"), inputs, UnknownInputs::refuse),
            "\"a\\nb" + std::string(56, 'c') + "…\" is not an input of this model");
}

}  // namespace
}  // namespace wavespeed_mock::input_conditions_test
