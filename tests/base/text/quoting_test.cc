#include "base/text/quoting.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace wavespeed_mock::quoting_test {
namespace {

using nlohmann::json;

TEST(Shortened, CutsAfterAWholeCharacter) {
  const std::string full(200, 'a');
  EXPECT_EQ(shortened(""), "");
  EXPECT_EQ(shortened(full), full);
  EXPECT_EQ(shortened(full + "b"), full + "…");
  // The last character has three bytes, the third of which exceeds the limit.
  EXPECT_EQ(shortened(std::string(198, 'a') + "€"), std::string(198, 'a') + "…");
  EXPECT_EQ(shortened(std::string(197, 'a') + "€"), std::string(197, 'a') + "€");
  EXPECT_EQ(shortened(std::string(300, '\x80')), "…");
}

TEST(Shortened, AcceptsAnotherLimit) {
  EXPECT_EQ(shortened("abcdef", 3), "abc…");
}

TEST(OneLine, EscapesControlCharacters) {
  EXPECT_EQ(one_line("caf\xc3\xa9 \\ \"x\""), "caf\xc3\xa9 \\ \"x\"");
  EXPECT_EQ(one_line(std::string_view("\0\t\n\r\x1b\x7f", 6)), R"(\u0000\t\n\r\u001b\u007f)");
  // U+009B begins a command to a terminal, as ESC [ does; U+00A0 does not.
  EXPECT_EQ(one_line("\xc2\x9b\xc2\xa0"), "\\u009b\xc2\xa0");
  EXPECT_EQ(one_line("\xc2"), "\xc2");
  EXPECT_EQ(one_line(one_line("a\nb")), "a\\nb");
}

TEST(TextQuote, QuotesAsJson) {
  EXPECT_EQ(text_quote("a \"b\"\n"), R"("a \"b\"\n")");
  EXPECT_EQ(text_quote(std::string_view("\0\x7f", 2)), R"("\u0000\u007f")");
  EXPECT_EQ(text_quote(std::string(100, 'x')), "\"" + std::string(59, 'x') + "…");
}

TEST(JsonQuote, IsValidJson) {
  EXPECT_EQ(json_quote("a \"b\""), R"("a \"b\"")");
  EXPECT_EQ(json_quote(json{{"a", 1}}), R"({"a":1})");
  EXPECT_EQ(json_quote(std::string(100, 'x')), "\"" + std::string(59, 'x') + "…");
  EXPECT_EQ(json_quote("\xff"), "\"\xef\xbf\xbd\"");  // U+FFFD replaces invalid UTF-8
}

TEST(JsonKind, DoesNotQuoteTheValue) {
  EXPECT_EQ(json_kind("secret"), "a string");
  EXPECT_EQ(json_kind(1234), "a number");
  EXPECT_EQ(json_kind({"secret"}), "a list");
  EXPECT_EQ(json_kind({{"a", "secret"}}), "an object");
  EXPECT_EQ(json_kind(nullptr), "null");
  EXPECT_EQ(json_kind(true), "true");
  EXPECT_EQ(json_kind(""), "\"\"");
}

}  // namespace
}  // namespace wavespeed_mock::quoting_test
