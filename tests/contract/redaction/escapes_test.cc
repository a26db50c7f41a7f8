#include "contract/redaction/escapes.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::escapes_test {
namespace {

TEST(Escapes, AreThoseOfUrlsAndOfJson) {
  EXPECT_EQ(with_escapes_resolved(R"(a%2Fb%2f\/\"\\\n\u0041\u00e9\ud83d\ude00%)"),
            "a/b//\"\\\nAé😀%");
  EXPECT_EQ(with_escapes_resolved("%252F"), "%2F") << "once";
  EXPECT_EQ(json_string_text(R"(%2F\u002F)"), "%2F/");
}

TEST(Escapes, KeepWhatIsNone) {
  for (const char* text : {"", "50% of", "%zz", "%2", "\\x", "\\", "\\u12", "\\u12g4"}) {
    EXPECT_EQ(with_escapes_resolved(text), text);
    ResolvedText out;
    EXPECT_FALSE(resolve_escapes(text, TextEnd::whole, out)) << text;
  }
}

TEST(Escapes, KeepPositions) {
  ResolvedText out;
  ASSERT_TRUE(resolve_escapes("a%2Fé\\u00e9b", TextEnd::whole, out));
  EXPECT_EQ(out.text, "a/ééb");
  EXPECT_EQ(out.positions, (std::vector<std::size_t>{0, 1, 4, 5, 6, 6, 12, 13}));
}

TEST(Escapes, AreLeftOutWhereTheTextIsCut) {
  for (const char* text : {"abc%", "abc%2", "abc\\", "abc\\u", "abc\\u00e"}) {
    ResolvedText out;
    EXPECT_TRUE(resolve_escapes(text, TextEnd::cut, out)) << text;
    EXPECT_EQ(out.text, "abc");
    EXPECT_EQ(out.positions.back(), std::string_view(text).size());
  }
}

}  // namespace
}  // namespace wavespeed_mock::escapes_test
