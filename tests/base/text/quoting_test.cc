#include "base/text/quoting.h"

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

TEST(JsonQuote, IsValidJson) {
  EXPECT_EQ(json_quote("a \"b\""), R"("a \"b\"")");
  EXPECT_EQ(json_quote(json{{"a", 1}}), R"({"a":1})");
  EXPECT_EQ(json_quote(std::string(100, 'x')), "\"" + std::string(59, 'x') + "…");
  EXPECT_EQ(json_quote("\xff"), "\"\xef\xbf\xbd\"");  // U+FFFD replaces invalid UTF-8
}

}  // namespace
}  // namespace wavespeed_mock::quoting_test
