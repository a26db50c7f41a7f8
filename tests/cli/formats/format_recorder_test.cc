#include "cli/formats/format_recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text/json_reader.h"
#include "cli/formats/format_schema.h"

namespace wavespeed_mock::cli::format_recorder_test {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using ::testing::HasSubstr;

// The kinds that reading `text` as the file "f" shows.
std::vector<RecordedKind> kinds_of(const std::string& text,
                                   const std::function<void(JsonReader&)>& read) {
  const json value = json::parse(text);
  FormatRecorder recorder("f");
  const ObservedReading observed(recorder);
  JsonReader in(value, "f", "file");
  read(in);
  return recorder.kinds();
}

ordered_json schema_of(const std::string& text, const std::function<void(JsonReader&)>& read) {
  return format_schema(kinds_of(text, read), "file", "a file", {});
}

TEST(FormatRecorder, ShowsEachFieldThatAReaderAsksFor) {
  const ordered_json schema = schema_of(R"({"text": "a"})", [](JsonReader& in) {
    in.text("text");
    in.text("other", "");
    in.boolean("flag", false);
    in.optional_number("ratio", 0, 1.5);
    in.optional_integer("count", -1, 9);
    in.choice("mode", {"slow", "fast"}, "slow");
    in.ignore("any");
    in.ignore_prefix("x-");
    in.refuse("never", "is refused");
    in.each("never", [](const json&, const std::string&) {});
  });
  EXPECT_EQ(schema, ordered_json::parse(R"({
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "a file",
    "type": "object",
    "properties": {
      "text": {"type": "string", "minLength": 1},
      "other": {"type": "string", "minLength": 1},
      "flag": {"type": "boolean"},
      "ratio": {"type": "number", "minimum": 0.0, "maximum": 1.5},
      "count": {"type": "integer", "minimum": -1, "maximum": 9},
      "mode": {"type": "string", "enum": ["slow", "fast"]},
      "any": {}
    },
    "patternProperties": {"^x-": {}},
    "required": ["text"],
    "additionalProperties": false,
    "$defs": {}
  })"));
}

TEST(FormatRecorder, InfersTypesFromValues) {
  const ordered_json schema =
      schema_of(R"({"one": "a", "two": ["a", 1, 2.5, null], "three": {"a": 1}, "four": [["a"]]})",
                [](JsonReader& in) {
                  in.value("one");
                  in.value("two");
                  in.required_value("three");
                  in.each_of_some("four", "text", [](const json&, const std::string&) {});
                  in.value("five");
                });
  EXPECT_EQ(schema["properties"], ordered_json::parse(R"({
    "one": {"type": "string"},
    "two": {"type": "array", "items": {"type": ["null", "number", "string"]}},
    "three": {"type": "object"},
    "four": {"type": "array", "items": {"type": "array", "items": {"type": "string"}},
             "minItems": 1},
    "five": {}
  })"));
  EXPECT_EQ(schema["required"], ordered_json({"three", "four"}));
}

TEST(FormatRecorder, FindsTheFieldThatAnObjectIsIn) {
  const ordered_json schema = schema_of(
      R"({"list": ["a", {"id": 1}], "part": {"id": 1}, "head": {"id": 1}, "map": {"x": {"id": 1}}})",
      [](JsonReader& in) {
        const auto read = [](const json& value, const std::string& where) {
          JsonReader part(value, where, "the part");
          part.integer("id", 0, 9);
        };
        in.rename("f \"named\"");
        in.each("list", [&](const json& value, const std::string& where) {
          if (value.is_object()) read(value, where + " \"1\"");
        });
        read(*in.value("part"), in.where() + ": part");
        read(*in.value("head"), in.where() + ": field \"head\"");
        in.each_member("map", "member",
                       [&](const std::string&, const json& value, const std::string& where) {
                         read(value, where);
                       });
      });
  EXPECT_EQ(schema["properties"], ordered_json::parse(R"({
    "list": {"type": "array",
             "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/the_part"}]}},
    "part": {"$ref": "#/$defs/the_part"},
    "head": {"$ref": "#/$defs/the_part"},
    "map": {"type": "object", "additionalProperties": {"$ref": "#/$defs/the_part"}}
  })"));
  EXPECT_EQ(schema["$defs"]["the_part"]["required"], ordered_json({"id"}));
}

TEST(FormatRecorder, RequiresWhatEveryObjectOfAKindMustHave) {
  const ordered_json schema =
      schema_of(R"({"list": [{"a": 1, "b": 1}, {"a": 1, "c": 5}]})", [](JsonReader& in) {
        in.each("list", [](const json& value, const std::string& where) {
          JsonReader part(value, where, "part");
          part.integer("a", 0, 9);
          if (value.contains("b")) part.integer("b", 0, 9);
          if (value.contains("c")) part.integer("c", 0, value["c"].get<int>());
        });
      });
  const ordered_json& part = schema["$defs"]["part"];
  EXPECT_EQ(part["required"], ordered_json({"a"}));
  EXPECT_EQ(part["properties"].size(), 3U);
}

TEST(FormatRecorder, UsesTheFirstReadOfAnOptionalField) {
  const ordered_json schema = schema_of(R"({"a": "x", "b": "x"})", [](JsonReader& in) {
    if (in.value("a") != nullptr) in.text("a");
    in.text("b");
    in.choice("b", {"x", "y"}, "");
  });
  EXPECT_EQ(schema["required"], ordered_json({"b"}));
  EXPECT_EQ(schema["properties"]["b"],
            ordered_json::parse(R"({"type": "string", "enum": ["x", "y"]})"));
}

TEST(FormatRecorder, CombinesSeveralReadersOfOneObject) {
  const ordered_json schema = schema_of(R"({"list": [{"name": "a"}]})", [](JsonReader& in) {
    in.each("list", [](const json& value, const std::string& where) {
      JsonReader(value, where + " \"a\"", "part")
          .each("faults", [](const json&, const std::string&) {});
      JsonReader part(value, where, "part");
      part.text("name");
      part.rename(where + " \"a\"");
    });
  });
  EXPECT_EQ(schema["$defs"]["part"]["required"], ordered_json({"name"}));
  EXPECT_EQ(schema["$defs"]["part"]["properties"].size(), 2U);
}

TEST(FormatRecorder, RefusesWhatItCannotPlace) {
  const auto error_of = [](const std::string& where, std::string_view kind) -> std::string {
    try {
      kinds_of(R"({"a": {}})", [&](JsonReader& in) { JsonReader(*in.value("a"), where, kind); });
      return "";
    } catch (const std::logic_error& error) {
      return error.what();
    }
  };
  EXPECT_EQ(error_of("f: a", "part"), "");
  EXPECT_EQ(error_of("f: a", ""), "an object has no kind: f: a");
  EXPECT_EQ(error_of("f: b", "part"), "an object is in no field: f: b");
  EXPECT_EQ(error_of("another file: b", ""), "") << "the place is in another file";
}

TEST(FormatRecorder, EndsWithItsScope) {
  const json value = json::object();
  FormatRecorder recorder("f");
  {
    const ObservedReading observed(recorder);
    JsonReader(value, "f", "file").value("a");
  }
  JsonReader(value, "f", "file").value("b");
  const std::vector<RecordedKind> kinds = recorder.kinds();
  ASSERT_EQ(kinds.size(), 1U);
  ASSERT_EQ(kinds[0].fields.size(), 1U);
  EXPECT_EQ(kinds[0].fields[0].key, "a");
}

TEST(FormatSchema, RefusesTheSchemaOfAFieldThatNoReaderAsksFor) {
  const auto kinds = kinds_of("{}", [](JsonReader& in) { in.value("a"); });
  const FieldSchema known[] = {{"file", "b", "{}"}};
  try {
    format_schema(kinds, "file", "a file", known);
    FAIL() << "the schema is accepted";
  } catch (const std::logic_error& error) {
    EXPECT_THAT(error.what(), HasSubstr(R"(the field "b" of "file")"));
  }
}

}  // namespace
}  // namespace wavespeed_mock::cli::format_recorder_test
