#include "base/text/json_tokens.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::json_tokens_test {
namespace {

// The tokens with a blank after each; where the text is not JSON, "!" and the rest.
std::string tokens(std::string_view text) {
  std::string all;
  JsonTokens tokens(text);
  while (true) {
    const JsonToken token = tokens.next();
    if (token.kind == JsonToken::Kind::end) return all;
    const std::string_view raw = text.substr(token.begin, token.end - token.begin);
    if (token.kind == JsonToken::Kind::error) return all + '!' + std::string(raw);
    all += raw;
    all += ' ';
  }
}

TEST(JsonTokens, KeepEverythingInItsOrder) {
  EXPECT_EQ(tokens("{\"b\" :[1,-2.5e+3,\"x\\\"y\",{}, []\n],\"a\":null,\"b\":true} "),
            "{ \"b\" : [ 1 , -2.5e+3 , \"x\\\"y\" , { } , [ ] ] , \"a\" : null , \"b\" : true } ");
  EXPECT_EQ(tokens("\"alone\""), "\"alone\" ");
}

TEST(JsonTokens, StopWhereTheTextIsNotJson) {
  for (const auto& [text, found] : {
           std::pair{"", "!"},
           {"{", "{ !"},
           {"{\"a", "{ !\"a"},
           {"{\"a\"", "{ \"a\" !"},
           {"{\"a\":}", "{ \"a\" : !}"},
           {"{\"a\":1,}", "{ \"a\" : 1 , !}"},
           {"[1 2]", "[ 1 !2]"},
           {"[1}", "[ 1 !}"},
           {"[01]", "[ !01]"},
           {"[1.]", "[ !1.]"},
           {"[nul", "[ !nul"},
           {"{} x", "{ } !x"},
           {"{a:1}", "{ !a:1}"},
       }) {
    EXPECT_EQ(tokens(text), found) << text;
  }
}

TEST(JsonTokens, TakeAnyDepth) {
  constexpr std::size_t kDepth = 300'000;
  const std::string text = std::string(kDepth, '[') + std::string(kDepth, ']');
  EXPECT_TRUE(is_json_structure(text));
  EXPECT_FALSE(is_json_structure(text + ']'));
}

TEST(JsonTokens, TellObjectsAndArraysFromOtherText) {
  EXPECT_TRUE(is_json_structure(" {\"a\":[]}\n"));
  for (const char* text : {"", "1", "\"a\"", "null", "{", "[info] x", "{}{}"}) {
    EXPECT_FALSE(is_json_structure(text)) << text;
  }
}

}  // namespace
}  // namespace wavespeed_mock::json_tokens_test
