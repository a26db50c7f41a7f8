#include "media/caption_text.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::caption_text_test {
namespace {

using Lines = std::vector<std::string>;

TEST(CaptionText, IsDrawable) {
  struct Case {
    std::string given;
    std::string drawn;
  };
  const std::vector<Case> cases = {
      {"A cat, 50% ~ [x]", "A cat, 50% ~ [x]"},
      {"", ""},
      {"  two \t\n words\r\n", "two words"},
      {"a\x01\x1f"
       "b",
       "a b"},
      {"café ÀÿŠ Straße", "cafe Ay\x7f Strase"},
      {"“it’s” – x… ", "\"it's\" - x..."},
      {"no\u00a0break", "no break"},
      {"東京", "\x7f\x7f"},
      {"🦊!", "\x7f!"},
      {"e\u0301a", "ea"},
      {"x\xff\x80y", "x\x7f\x7fy"},
      {"cut \xe6\x9d", "cut \x7f\x7f"},
      {"\xe6\x9dz", "\x7f\x7fz"},
      {"\x7f", "\x7f"},
  };
  for (const Case& c : cases) EXPECT_EQ(drawable(c.given), c.drawn) << c.given;
}

TEST(CaptionText, BreaksBetweenWords) {
  EXPECT_EQ(wrap("the quick brown fox", 9, 5), (Lines{"the quick", "brown fox"}));
  EXPECT_EQ(wrap("the quick brown fox", 10, 5), (Lines{"the quick", "brown fox"}));
  EXPECT_EQ(wrap("the quick brown fox", 8, 5), (Lines{"the", "quick", "brown", "fox"}));
  EXPECT_EQ(wrap("the quick brown fox", 19, 1), (Lines{"the quick brown fox"}));
  EXPECT_EQ(wrap("", 9, 5), Lines{});
}

TEST(CaptionText, BreaksAWordThatIsTooLong) {
  EXPECT_EQ(wrap("abcdefghij", 4, 5), (Lines{"abcd", "efgh", "ij"}));
  EXPECT_EQ(wrap("ab cdefghij", 4, 5), (Lines{"ab", "cdef", "ghij"}));
  EXPECT_EQ(wrap("abcd efgh", 4, 5), (Lines{"abcd", "efgh"}));
}

TEST(CaptionText, EndsWithAnEllipsisWhenTruncated) {
  EXPECT_EQ(wrap("the quick brown fox", 9, 1), (Lines{"the qu..."}));
  EXPECT_EQ(wrap("the quick brown fox", 8, 2), (Lines{"the", "quick..."}));
  EXPECT_EQ(wrap("the quick brown fox", 8, 3), (Lines{"the", "quick", "brown..."}));
  EXPECT_EQ(wrap("abcdefghij", 4, 2), (Lines{"abcd", "e..."}));
  EXPECT_EQ(wrap("abcdefghij", 2, 1), (Lines{".."}));
}

}  // namespace
}  // namespace wavespeed_mock::caption_text_test
