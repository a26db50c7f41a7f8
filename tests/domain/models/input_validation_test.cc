#include "domain/models/input_validation.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/models/input_schema_loader.h"

namespace wavespeed_mock::input_validation_test {
namespace {

using nlohmann::json;

InputSchema schema_of(std::string_view properties, std::string_view required = "[]") {
  return load_input_schema(
      json::parse(R"({"type": "object", "required": )" + std::string(required) +
                  R"(, "properties": {)" + std::string(properties) + "}}"),
      "test");
}

// The error for `inputs`; "" if they are valid.
std::string problem(const InputSchema& schema, std::string_view inputs) {
  return find_input_problem(schema, json::parse(inputs)).value_or("");
}

// The same for one value of an input "x" with that rule.
std::string problem_of_value(std::string_view rule, std::string_view value) {
  return problem(schema_of(R"("x": )" + std::string(rule)), R"({"x": )" + std::string(value) + "}");
}

TEST(InputValidation, AcceptsWhatTheRuleAllows) {
  struct Case {
    std::string_view rule;
    std::vector<std::string_view> values;
  };
  const std::vector<Case> cases = {
      {"{}", {"1", "\"a\"", "true", "null", "[1, \"a\"]", "{\"a\": 1}"}},
      {R"({"type": "string"})", {"\"\"", "\"a\"", "\"1\""}},
      {R"({"type": "number"})", {"0", "-1.5", "1e300"}},
      {R"({"type": "integer"})", {"28", "28.0", "-1", "2.8e1", "9999999999"}},
      {R"({"type": "boolean"})", {"true", "false"}},
      {R"({"type": "array"})", {"[]", "[1, \"a\"]"}},
      {R"({"type": "object"})", {"{}", "{\"a\": 1}"}},
      {R"({"type": ["string", "integer"]})", {"\"a\"", "1"}},
      {R"({"type": "string", "nullable": true})", {"null", "\"a\""}},
      {R"({"type": "integer", "nullable": true, "minimum": 1})", {"null", "1"}},
      {R"({"enum": ["a", 5, true]})", {"\"a\"", "5", "5.0", "true"}},
      {R"({"type": "integer", "enum": [5, 10, null]})", {"5", "10.0", "null"}},
      {R"({"type": "number", "minimum": -1, "maximum": 2.5})", {"-1", "0", "2.5"}},
      {R"({"type": "string", "minLength": 2, "maxLength": 3})", {"\"ab\"", "\"abc\""}},
      {R"({"type": "array", "minItems": 1, "maxItems": 2})", {"[1]", "[1, 2]"}},
      {R"({"type": "string", "x-size": {"minimum": 256, "maximum": 1536}})",
       {"\"256*1536\"", "\"1024*1024\""}},
  };
  for (const Case& c : cases) {
    for (const std::string_view value : c.values) {
      EXPECT_EQ(problem_of_value(c.rule, value), "") << c.rule << " of " << value;
    }
  }
}

TEST(InputValidation, ReportsTheErrorAndWhatIsAllowed) {
  struct Case {
    std::string_view rule;
    std::string_view value;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {R"({"type": "string"})", "1", "must be a string, not 1"},
      {R"({"type": "string"})", "null", "must be a string, not null"},
      {R"({"type": "number"})", "\"1\"", "must be a number, not \"1\""},
      {R"({"type": "number"})", "true", "must be a number, not true"},
      {R"({"type": "integer"})", "28.5", "must be an integer, not 28.5"},
      {R"({"type": "boolean"})", "\"true\"", "must be true or false, not \"true\""},
      {R"({"type": "boolean"})", "1", "must be true or false, not 1"},
      {R"({"type": "array"})", "\"a\"", "must be an array, not \"a\""},
      {R"({"type": "object"})", "[]", "must be an object, not []"},
      {R"({"type": ["string", "integer"]})", "true", "must be a string or an integer, not true"},
      {R"({"type": "string", "nullable": true})", "1", "must be a string or null, not 1"},
      {R"({"enum": ["1k", "2k"]})", "\"3k\"", "must be one of \"1k\", \"2k\", not \"3k\""},
      {R"({"enum": ["1k"]})", "null", "must be one of \"1k\", not null"},
      {R"({"type": "integer", "enum": [5, 10]})", "7", "must be one of 5, 10, not 7"},
      {R"({"enum": [0.5, 1, true]})", "2", "must be one of 0.5, 1, true, not 2"},
      {R"({"enum": ["5"]})", "5", "must be one of \"5\", not 5"},
      {R"({"type": "integer", "minimum": 1, "maximum": 4})", "9", "must be from 1 to 4, not 9"},
      {R"({"type": "number", "minimum": 1.01, "maximum": 10})", "1",
       "must be from 1.01 to 10, not 1"},
      {R"({"type": "number", "minimum": -1})", "-1.5", "must be at least -1, not -1.5"},
      {R"({"type": "number", "maximum": 2147483647})", "2147483648",
       "must be at most 2147483647, not 2147483648"},
      {R"({"type": "string", "minLength": 2})", "\"a\"", "must have at least 2 characters, not 1"},
      {R"({"type": "string", "maxLength": 3})", "\"abcd\"",
       "must have at most 3 characters, not 4"},
      {R"({"type": "string", "minLength": 2, "maxLength": 3})", "\"\"",
       "must have from 2 to 3 characters, not 0"},
      {R"({"type": "array", "minItems": 1, "maxItems": 14})", "[]",
       "must have from 1 to 14 items, not 0"},
      {R"({"type": "array", "maxItems": 2})", "[1, 2, 3]", "must have at most 2 items, not 3"},
      {R"({"type": "array", "minItems": 2})", "[1]", "must have at least 2 items, not 1"},
      {R"({"type": "string", "x-size": {"minimum": 256, "maximum": 1536}})", "\"255*1024\"",
       "must be \"W*H\" with each side from 256 to 1536, not \"255*1024\""},
      {R"({"type": "string", "x-size": {"minimum": 256, "maximum": 1536}})", "\"1024*1537\"",
       "must be \"W*H\" with each side from 256 to 1536, not \"1024*1537\""},
      {R"({"type": "string", "x-size": {"minimum": 256, "maximum": 1536}})", "\"1024x1024\"",
       "must be \"W*H\" with each side from 256 to 1536, not \"1024x1024\""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(problem_of_value(c.rule, c.value), "\"x\" " + c.problem) << c.rule;
  }
}

TEST(InputValidation, RequiresUrlsForMedia) {
  const std::string problem_of_it =
      " must be an http or https URL, a data: URL or a file in Base64, not ";
  const std::string image = R"({"type": "string", "x-ui-component": "uploader"})";
  for (const char* right : {"\"https://a.test/a.png\"", "\"data:image/png;base64,AA==\"", "\"\""}) {
    EXPECT_EQ(problem_of_value(image, right), "") << right;
  }
  EXPECT_EQ(problem_of_value(image, "\"cat\""), "\"x\"" + problem_of_it + "\"cat\"");
  EXPECT_EQ(problem_of_value(image, "1"), "\"x\" must be a string, not 1");

  const std::string list =
      R"({"type": "array", "items": {"type": "string"}, "x-ui-component": "uploaders"})";
  EXPECT_EQ(problem_of_value(list, R"(["http://a", "http://b"])"), "");
  EXPECT_EQ(problem_of_value(list, R"(["http://a", "b", ""])"),
            "\"x[1]\"" + problem_of_it + "\"b\"; \"x[2]\"" + problem_of_it + "\"\"");

  // A blank input counts as absent, so a required one is missing.
  const InputSchema required = schema_of(R"("image": {"type": "string"})", R"(["image"])");
  EXPECT_EQ(problem(required, R"({"image": ""})"),
            "\"image\" must be an http or https URL, a data: URL or an image in Base64, not \"\"");
  EXPECT_EQ(problem(schema_of(R"("image": {"type": "string"})"), R"({"image": ""})"), "");

  const std::string loras =
      R"({"type": "array", "x-ui-component": "loras", "items": {"type": "object", "properties":)"
      R"({"path": {"type": "string"}}}})";
  EXPECT_EQ(problem_of_value(loras, R"([{"path": "owner/name"}])"), "");
}

TEST(InputValidation, RequiresRequiredInputs) {
  struct Case {
    std::string_view rule;
    std::string_view hint;
  };
  const std::vector<Case> cases = {
      {R"({})", ""},
      {R"({"nullable": true})", ""},
      {R"({"type": "string"})", ", a string"},
      {R"({"type": "string", "nullable": true})", ", a string or null"},
      {R"({"type": "array"})", ", an array"},
      {R"({"type": "string", "enum": ["1k", "2k"]})", ", one of \"1k\", \"2k\""},
  };
  for (const Case& c : cases) {
    const InputSchema schema = schema_of(R"("x": )" + std::string(c.rule), R"(["x"])");
    EXPECT_EQ(problem(schema, "{}"), "\"x\" is required" + std::string(c.hint)) << c.rule;
  }
  EXPECT_EQ(problem(schema_of(R"("x": {"type": "string", "default": "a"})"), "{}"), "");
}

TEST(InputValidation, ChecksOnlyPresentInputsForAQuote) {
  const InputSchema schema = schema_of(
      R"("prompt": {"type": "string"}, "n": {"type": "integer", "maximum": 4},
         "lora": {"type": "object", "required": ["path"], "properties": {"path": {}}})",
      R"(["prompt", "n"])");
  const auto quoted = [&](std::string_view inputs) {
    return find_given_input_problem(schema, json::parse(inputs)).value_or("");
  };
  EXPECT_EQ(quoted("{}"), "");
  EXPECT_EQ(quoted(R"({"n": 4, "lora": {}, "other": 1})"), "");
  EXPECT_EQ(quoted(R"({"n": 5})"), "\"n\" must be at most 4, not 5");
  EXPECT_EQ(quoted(R"({"prompt": 1})"), "\"prompt\" must be a string, not 1");
}

TEST(InputValidation, CountsUnicodeCharacters) {
  struct Case {
    std::string_view text;
    std::size_t characters;
  };
  const std::vector<Case> cases = {
      {"", 0}, {"cat", 3}, {"Grüße", 5}, {"図書館", 3}, {"🐈🐈", 2}, {"e\u0301", 2},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(count_characters(c.text), c.characters) << c.text;
    const std::string rule = R"({"type": "string", "maxLength": )" + std::to_string(c.characters) +
                             R"(, "minLength": )" + std::to_string(c.characters) + "}";
    EXPECT_EQ(problem_of_value(rule, json(c.text).dump()), "") << c.text;
  }
  EXPECT_EQ(problem_of_value(R"({"maxLength": 3})", R"("\ud83d\udc08\ud83d\udc08ab")"),
            "\"x\" must have at most 3 characters, not 4");
}

const InputSchema& nested() {
  static const InputSchema schema = schema_of(
      R"("camera": {"type": "object", "required": ["mode"], "properties": {
             "mode": {"type": "string"},
             "lens": {"type": "object", "properties": {"zoom": {"type": "number"}}}}},
         "images": {"type": "array", "items": {"type": "string"}},
         "loras": {"type": "array", "maxItems": 9, "items": {
             "type": "object", "required": ["path"], "properties": {
                 "path": {"type": "string"}, "scale": {"type": "number", "maximum": 4}}}})");
  return schema;
}

TEST(InputValidation, GivesThePathOfANestedValue) {
  struct Case {
    std::string_view inputs;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {R"({"loras": [{"path": "a"}, {"path": "b", "scale": 1, "more": true}]})", ""},
      {R"({"loras": [{"path": "a"}, {"path": 7}]})", R"("loras[1].path" must be a string, not 7)"},
      {R"({"loras": [{"path": "a"}, {"scale": 1}]})", R"("loras[1].path" is required, a string)"},
      {R"({"loras": ["a"]})", R"("loras[0]" must be an object, not "a")"},
      {R"({"loras": [{"path": "a", "scale": 5}]})", R"("loras[0].scale" must be at most 4, not 5)"},
      {R"({"images": ["http://a", "http://b", null]})",
       R"("images[2]" must be a string, not null)"},
      {R"({"camera": {}})", R"("camera.mode" is required, a string)"},
      {R"({"camera": {"mode": "a", "lens": {"zoom": "b"}}})",
       R"("camera.lens.zoom" must be a number, not "b")"},
  };
  for (const Case& c : cases) EXPECT_EQ(problem(nested(), c.inputs), c.problem) << c.inputs;
}

TEST(InputValidation, JoinsSeveralProblems) {
  const InputSchema schema = schema_of(
      R"("prompt": {"type": "string"}, "num_images": {"type": "integer", "maximum": 4},
         "size": {"type": "string", "x-size": {"minimum": 256, "maximum": 512}})",
      R"(["prompt"])");
  EXPECT_EQ(problem(schema, R"({"num_images": 9, "size": "big"})"),
            R"("num_images" must be at most 4, not 9; "prompt" is required, a string; )"
            R"("size" must be "W*H" with each side from 256 to 512, not "big")");
}

TEST(InputValidation, NamesAtMostFiveProblems) {
  const auto with_wrong = [](int count) {
    json images = json::array();
    for (int i = 0; i < count; ++i) images.push_back(i);
    return problem(nested(), json{{"images", images}}.dump());
  };
  std::string five;
  for (int i = 0; i < 5; ++i) {
    const std::string number = std::to_string(i);
    five += (i == 0 ? "" : "; ") + ("\"images[" + number + "]\" must be a string, not ") + number;
  }
  EXPECT_EQ(with_wrong(5), five);
  EXPECT_EQ(with_wrong(6), five + "; …");
  EXPECT_EQ(with_wrong(1000), five + "; …");
  EXPECT_EQ(problem(nested(), R"({"images": [0, 1, 2, 3, 4, 5, 6], "loras": 1})"), five + "; …");
}

TEST(InputValidation, CutsLongValuesBetweenCharacters) {
  EXPECT_EQ(problem_of_value(R"({"enum": ["a"]})", "\"" + std::string(58, 'b') + "\""),
            "\"x\" must be one of \"a\", not \"" + std::string(58, 'b') + "\"");
  EXPECT_EQ(problem_of_value(R"({"enum": ["a"]})", "\"" + std::string(100, 'b') + "\""),
            "\"x\" must be one of \"a\", not \"" + std::string(59, 'b') + "…");
  // The four bytes of the cat do not fit, so the whole character is left out.
  EXPECT_EQ(problem_of_value(R"({"enum": ["a"]})", "\"" + std::string(57, 'b') + "🐈🐈\""),
            "\"x\" must be one of \"a\", not \"" + std::string(57, 'b') + "…");
}

TEST(FindValueProblem, DescribesAValueWithoutAName) {
  InputRule rule;
  rule.types = static_cast<std::uint8_t>(InputType::integer);
  rule.maximum = 4;
  EXPECT_EQ(find_value_problem(rule, 4), std::nullopt);
  EXPECT_EQ(find_value_problem(rule, 9), "must be at most 4, not 9");
}

TEST(ToScalar, AcceptsStringsNumbersAndBooleans) {
  EXPECT_EQ(to_scalar("a"), Scalar("a"));
  EXPECT_EQ(to_scalar(5), Scalar(5.0));
  EXPECT_EQ(to_scalar(0.5), Scalar(0.5));
  EXPECT_EQ(to_scalar(true), Scalar(true));
  for (const std::string_view value : {"null", "[]", "{}", "[1]"}) {
    EXPECT_EQ(to_scalar(json::parse(value)), std::nullopt) << value;
  }
}

}  // namespace
}  // namespace wavespeed_mock::input_validation_test
