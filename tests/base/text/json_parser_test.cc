#include "base/text/json_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/nested_json.h"

namespace wavespeed_mock::json_parser_test {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The value as text, or what is wrong.
std::string read(std::string_view text, const JsonForm& form = {}) {
  std::string problem;
  const auto value = parse_json(text, problem, form);
  EXPECT_EQ(value.has_value(), problem.empty());
  return value ? value->dump() : problem;
}

// Every function agrees on whether it is JSON.
bool is_refused(std::string_view text) {
  const bool refused = !parse_json(text);
  EXPECT_EQ(is_json(text), !refused);
  EXPECT_EQ(parse_ordered_json(text).has_value(), !refused);
  return refused;
}

TEST(ParseJson, MakesTheValueThatTheLibraryMakes) {
  for (const std::string text :
       {"null", "true", " -1 ", "18446744073709551615", "1.5e3", R"("a\u20ac\n€")", "[]", "{}",
        R"([1,[2,{"a":[]}],{"b":{}},"c"])", R"({"b":1,"a":{"d":[null,{"e":false}],"c":-2.5},"":0})",
        R"({"a":1,"a":[2],"b":3})", "\xEF\xBB\xBF\t[\r\n1]"}) {
    EXPECT_EQ(parse_json(text).value(), json::parse(text)) << text;
    const auto ordered = parse_ordered_json(text);
    ASSERT_TRUE(ordered) << text;
    EXPECT_EQ(ordered->dump(), ordered_json::parse(text).dump());
    EXPECT_TRUE(is_json(text)) << text;
  }
}

TEST(ParseJson, AcceptsSixtyFourLevels) {
  for (const std::string& text :
       {nested_json(64), nested_json(32, "[{\"a\":", "}]").insert(std::size_t{32} * 6, "1"),
        "[" + nested_json(63) + "," + nested_json(63) + "]"}) {
    EXPECT_FALSE(is_refused(text)) << text;
    EXPECT_EQ(read(text), text);
  }
}

TEST(ParseJson, RefusesMoreLevels) {
  for (const std::string& text :
       {nested_json(65), nested_json(65, "{\"a\":", "}").insert(std::size_t{65} * 5, "1"),
        nested_json(33, "[{\"a\":", "}]"), nested_json(100'000, "[", ""), endless_json(),
        nested_json(100'000, "{\"a\":", "}"), "[1," + nested_json(64) + "]"}) {
    EXPECT_TRUE(is_refused(text));
    EXPECT_THAT(read(text), StartsWith(kTooDeep));
  }
}

TEST(ParseJson, SaysWhereItIsTooDeep) {
  EXPECT_EQ(read(endless_json()), std::string(kTooDeep) + "65");
  EXPECT_EQ(read("[[],\n {\"[\\\"[\": \"[[\\\\\"},\n" + nested_json(64) + "]"),
            "is nested deeper than 64 levels, at line 3, column 64");
  EXPECT_EQ(read("// [[\r[/* [\" */\n" + nested_json(64) + "]", kJsonFile),
            "is nested deeper than 64 levels, at line 2, column 64");
}

TEST(ParseJson, LeavesRoomForLevelsAround) {
  EXPECT_EQ(read(nested_json(62), {.levels_around = 2}), nested_json(62));
  EXPECT_EQ(read(nested_json(63), {.levels_around = 2}),
            "is nested deeper than 62 levels, at line 1, column 63");
  EXPECT_TRUE(parse_ordered_json(nested_json(62), {.levels_around = 2}));
  EXPECT_FALSE(parse_ordered_json(nested_json(63), {.levels_around = 2}));
}

TEST(ParseJson, TakesTheWholeText) {
  for (const std::string& text :
       {std::string("{}x"), std::string("{} {}"), std::string("1 2"), std::string("[]]"),
        std::string("\"a\"\""), std::string("nul"), std::string(), std::string(" ")}) {
    EXPECT_TRUE(is_refused(text)) << text;
    EXPECT_THAT(read(text), StartsWith("is not valid JSON: at line 1, column ")) << text;
  }
}

// The library takes it for the end of the text.
TEST(ParseJson, RefusesANulAnywhere) {
  const std::string nul(1, '\0');
  EXPECT_EQ(read("{\"a\":1}" + nul), "is not valid JSON: at line 1, column 8: unexpected NUL");
  EXPECT_EQ(read("{\"a\":1}\n" + nul + "{\"b\":"),
            "is not valid JSON: at line 2, column 1: unexpected NUL");
  for (const std::string& text : {nul + "1", "[1," + nul + "2]", "\"a" + nul + "\"", "1" + nul,
                                  nested_json(3) + " " + nul + " "}) {
    EXPECT_TRUE(is_refused(text)) << text;
  }
  EXPECT_EQ(read("1 // a" + nul, kJsonFile),
            "is not valid JSON: at line 1, column 7: unexpected NUL");
  EXPECT_EQ(read(R"("\u0000")"), R"("\u0000")") << "the character itself is fine";
}

TEST(ParseJson, LocatesSyntaxErrorsWithoutLibraryDetails) {
  EXPECT_THAT(read("{\n 7}"), StartsWith("is not valid JSON: at line 2, column 2: syntax error"));
  EXPECT_EQ(read("[1,\n 1e999]"),
            "is not valid JSON: at line 2, column 6: a number is too large: the largest is about "
            "1.8e308");
  EXPECT_LT(read("\"" + std::string(1'000'000, 'a')).size(), 300U) << "and short";
}

TEST(ParseJson, DoesNotQuoteTheTextInSyntaxErrors) {
  const std::string secret = "sk-live-0123456789";
  const std::vector<std::string> texts = {
      R"({"keys":[")" + secret + "]}",
      R"({"a":")" + secret + "\n\"}",
      "[" + secret + "]",
      R"({"a":1"b)" + secret + R"(":2})",
      R"([")" + secret + "'; expected " + secret,
      R"([1 "; last read: ')" + secret + "'; expected ']'",
  };
  for (const std::string& text : texts) {
    const std::string problem = read(text);
    EXPECT_THAT(problem, StartsWith("is not valid JSON: at line ")) << text;
    EXPECT_THAT(problem, Not(HasSubstr("sk-"))) << text;
  }
  EXPECT_THAT(read(R"({"a" 1})"), EndsWith("; expected ':'"));
}

TEST(ParseJson, AllowsCommentsInFilesOnly) {
  const std::string text = "// why\n{\"a\": 1, /* and how */ \"b\": [2]}\n";
  EXPECT_EQ(read(text, kJsonFile), R"({"a":1,"b":[2]})");
  EXPECT_TRUE(parse_ordered_json(text, kJsonFile));
  EXPECT_TRUE(is_refused(text));
}

TEST(ParseJson, RefusesRepeatedKeysInFilesOnly) {
  for (const std::string text :
       {R"({"a":{"b":1,"c":2,"b":3}})", R"([{"b":0},{"b":1,"c":2,"\u0062":3}])"}) {
    EXPECT_EQ(read(text, kJsonFile), "field \"b\" appears twice");
    EXPECT_FALSE(parse_ordered_json(text, kJsonFile));
    EXPECT_FALSE(is_refused(text));
  }
  EXPECT_EQ(read(R"({"a":{"b":1},"b":[{"b":1},{"b":1}]})", kJsonFile),
            R"({"a":{"b":1},"b":[{"b":1},{"b":1}]})");
}

TEST(ParseOrderedJson, KeepsTheOrderAndTheLastOfRepeatedKeys) {
  EXPECT_EQ(parse_ordered_json(R"({"b":1,"a":[0],"c":{},"a":{"y":1,"x":2},"b":2,"a":3})")->dump(),
            R"({"b":2,"a":3,"c":{}})");
}

// Comparing each key with all others would not end.
TEST(ParseOrderedJson, ReadsObjectsOfManyFields) {
  constexpr std::size_t kFields = 500'000;
  std::string text = "{";
  for (std::size_t i = 0; i < kFields; ++i) text += '"' + std::to_string(i) + "\":0,";
  text.back() = '}';
  const auto value = parse_ordered_json(text);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->size(), kFields);
}

}  // namespace
}  // namespace wavespeed_mock::json_parser_test
