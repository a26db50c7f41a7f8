#include "base/text/json_reader.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_error.h"

namespace wavespeed_mock::parse_config_json_test {
namespace {

using nlohmann::json;

std::string error_of_parsing(std::string_view text) {
  return error_in("f.json", [text] { static_cast<void>(parse_config_json(text, "f.json")); });
}

TEST(ParseConfigJson, AllowsComments) {
  const json value = parse_config_json("// why\n{\"a\": 1, /* and how */ \"b\": [2]}\n", "f.json");
  EXPECT_EQ(value, json({{"a", 1}, {"b", {2}}}));
}

TEST(ParseConfigJson, LocatesSyntaxErrors) {
  const std::string text = error_of_parsing("{\n  \"a\": 1,\n  \"b\" 2 }");
  EXPECT_TRUE(text.starts_with("is not valid JSON: at line 3, column 7: syntax error")) << text;

  for (const std::string_view broken : {"", "{", "[1,]", "{} {}", "'a'", "{\"a\": \"\xff\"}"}) {
    EXPECT_TRUE(error_of_parsing(broken).starts_with("is not valid JSON: at line 1, column "))
        << broken;
  }
}

TEST(ParseConfigJson, RefusesNumbersOutsideTheRangeOfDouble) {
  EXPECT_EQ(error_of_parsing(R"({"a": 1e999})"),
            "is not valid JSON: at line 1, column 11: a number is too large: the largest is about "
            "1.8e308");
}

TEST(ParseConfigJson, RefusesRepeatedKeys) {
  struct Case {
    std::string_view what;
    std::string_view text;
    std::string key;
  };
  const std::vector<Case> cases = {
      {"at the top", R"({"a": 1, "a": 1})", "a"},
      {"with others between", R"({"a": 1, "b": {"c": 1}, "a": 2})", "a"},
      {"in an object", R"({"a": {"b": 1, "b": 2}})", "b"},
      {"in a list", R"([[{"a": 1}, {"a": 1, "b": 2, "b": 3}]])", "b"},
      {"written in two ways", R"({"a": 1, "\u0061": 2})", "a"},
      {"twice over", R"({"a": 1, "a": 2, "b": 1, "b": 2})", "a"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(error_of_parsing(c.text), "field \"" + c.key + "\" appears twice") << c.what;
  }
}

TEST(ParseConfigJson, AllowsTheSameKeyInDifferentObjects) {
  for (const std::string_view text :
       {R"([{"a": 1}, {"a": 1}])", R"({"a": {"b": 1}, "b": 2})", R"({"a": {"a": {"a": 1}}})",
        R"({"a": [{"b": 1}, {"b": 2}]})", R"([[{"a": []}], [{"a": [{"a": 1}]}], {"a": {}}])",
        R"({"a": 1, "A": 1})"}) {
    EXPECT_EQ(error_of_parsing(text), "") << text;
    EXPECT_EQ(parse_config_json(text, "f.json"), json::parse(text));
  }
}

}  // namespace
}  // namespace wavespeed_mock::parse_config_json_test
