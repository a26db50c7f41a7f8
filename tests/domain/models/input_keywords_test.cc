#include "domain/models/input_keywords.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/input_schema_loader.h"
#include "domain/models/input_validation.h"

namespace wavespeed_mock::input_keywords_test {
namespace {

using nlohmann::json;

// The error for an input "x" of that value, by a schema with that property; "" if it is valid.
std::string problem_of_value(std::string_view property, std::string_view value) {
  const json schema = {{"type", "object"},
                       {"properties", {{"x", json::parse(property)}}},
                       {"$defs", {{"side", {{"type", "integer"}, {"maximum", 8}}}}}};
  return find_input_problem(load_input_schema(schema, "m"), {{"x", json::parse(value)}})
      .value_or("");
}

TEST(InputKeywords, AcceptWhatTheyAllow) {
  struct Case {
    std::string_view rule;
    std::vector<std::string_view> values;
  };
  const std::vector<Case> cases = {
      {R"({"const": "a"})", {"\"a\""}},
      {R"({"const": 5})", {"5", "5.0"}},
      {R"({"exclusiveMinimum": 0, "exclusiveMaximum": 1})", {"0.001", "0.999", "\"a\""}},
      {R"({"multipleOf": 0.1})", {"0", "0.3", "-0.7", "10", "4.6"}},
      {R"({"multipleOf": 8})", {"512", "-8", "1e10", "\"a\""}},
      {R"({"pattern": "^\\d+x\\d+$"})", {"\"10x20\"", "5"}},
      {R"({"pattern": "b"})", {"\"abc\""}},
      {R"({"uniqueItems": true})", {"[]", "[1, 2, \"1\", [1]]", "\"aa\""}},
      {R"({"additionalProperties": false, "properties": {"a": {}}})", {"{}", "{\"a\": 1}", "5"}},
      {R"({"additionalProperties": {"type": "integer"}})", {"{}", "{\"a\": 1, \"b\": 2}"}},
      {R"({"additionalProperties": true})", {"{\"a\": 1}"}},
      {R"({"$ref": "#/$defs/side"})", {"8", "-1"}},
      {R"({"$ref": "#/$defs/side", "minimum": 2})", {"2", "8"}},
      {R"({"allOf": [{"minimum": 2}, {"maximum": 4}]})", {"2", "4", "\"a\""}},
      {R"({"anyOf": [{"type": "string"}, {"minimum": 5}]})", {"\"a\"", "5"}},
      {R"({"anyOf": [{"type": "integer"}, {"type": "null"}]})", {"null", "3"}},
      {R"({"oneOf": [{"multipleOf": 2}, {"multipleOf": 3}]})", {"2", "3", "9"}},
      {R"({"not": {"const": 3}})", {"2", "\"3\""}},
      {R"({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 1}})",
       {"\"ab\"", "1"}},
      {R"({"if": {"type": "string"}, "then": {"minLength": 2}})", {"\"ab\"", "0"}},
      {R"({"if": {"type": "string"}, "else": {"minimum": 1}})", {"\"\"", "1"}},
  };
  for (const Case& c : cases) {
    for (const std::string_view value : c.values) {
      EXPECT_EQ(problem_of_value(c.rule, value), "") << c.rule << " of " << value;
    }
  }
}

TEST(InputKeywords, SayWhatIsAllowed) {
  struct Case {
    std::string_view rule;
    std::string_view value;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {R"({"const": "a"})", "\"b\"", "\"x\" must be one of \"a\", not \"b\""},
      {R"({"exclusiveMinimum": 0})", "0", "\"x\" must be above 0, not 0"},
      {R"({"exclusiveMaximum": 1})", "1.5", "\"x\" must be below 1, not 1.5"},
      {R"({"multipleOf": 0.1})", "0.35", "\"x\" must be a multiple of 0.1, not 0.35"},
      {R"({"multipleOf": 8})", "513", "\"x\" must be a multiple of 8, not 513"},
      {R"({"pattern": "^\\d+x\\d+$"})", "\"10*20\"",
       R"("x" must match the pattern ^\d+x\d+$, not "10*20")"},
      {R"({"uniqueItems": true})", "[{\"a\": 1}, 2, {\"a\": 1}]",
       "\"x\" must not have an item twice"},
      {R"({"additionalProperties": {"type": "integer"}, "properties": {"a": {}}})",
       R"({"a": "b", "c": "d"})", R"("x.c" must be an integer, not "d")"},
      {R"({"$ref": "#/$defs/side"})", "9", "\"x\" must be at most 8, not 9"},
      {R"({"$ref": "#/$defs/side", "minimum": 2})", "9", "\"x\" must be at most 8, not 9"},
      {R"({"allOf": [{"minimum": 2}, {"maximum": 4}]})", "1", "\"x\" must be at least 2, not 1"},
      {R"({"anyOf": [{"type": "string"}, {"minimum": 5}]})", "4",
       R"("x" must be a string, not 4, or "x" must be at least 5, not 4)"},
      {R"({"anyOf": [{"type": "integer"}, {"type": "null"}]})", "\"a\"",
       R"("x" must be an integer, not "a")"},
      {R"({"oneOf": [{"multipleOf": 2}, {"multipleOf": 3}]})", "6",
       R"("x" must be as only one alternative of "oneOf" describes, not as 2 do)"},
      {R"({"not": {"const": 3}})", "3", "\"x\" must not be 3"},
      {R"({"not": {"enum": [3, 4]}})", "4", "\"x\" must not be 3 or 4"},
      {R"({"not": {"type": "string"}})", "\"a\"",
       R"("x" must not be as "not" in the request schema describes)"},
      {R"({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 1}})", "\"a\"",
       "\"x\" must have at least 2 characters, not 1"},
      {R"({"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 1}})", "0",
       "\"x\" must be at least 1, not 0"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(problem_of_value(c.rule, c.value), c.problem) << c.rule << " of " << c.value;
  }
}

}  // namespace
}  // namespace wavespeed_mock::input_keywords_test
