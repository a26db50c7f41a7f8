#include "base/text/ascii.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::ascii_test {
namespace {

TEST(FieldText, ComparesIgnoringCase) {
  EXPECT_TRUE(equal_ignoring_case("Content-Length", "content-LENGTH"));
  EXPECT_FALSE(equal_ignoring_case("Content-Length", "Content-Lengt"));
  EXPECT_FALSE(equal_ignoring_case("[", "{"));
}

TEST(FieldText, TrimsSpacesAndTabs) {
  EXPECT_EQ(trimmed(" \t a b\t "), "a b");
  EXPECT_EQ(trimmed(" \t "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(FieldText, TrimsOnlyTheBlanksThatAreNamed) {
  EXPECT_EQ(trimmed("  \ta ", is_space), "\ta");
}

TEST(Lower, ChangesOnlyTheAsciiLetters) {
  EXPECT_EQ(lower("AZaz09-_\xC3\x84"), "azaz09-_\xC3\x84");
}

TEST(HexDigit, ReadsBothCases) {
  EXPECT_EQ(hex_digit('0'), 0);
  EXPECT_EQ(hex_digit('9'), 9);
  EXPECT_EQ(hex_digit('a'), 10);
  EXPECT_EQ(hex_digit('F'), 15);
  for (const char c : {'g', 'G', ' ', '/', ':', '@', '`'}) EXPECT_EQ(hex_digit(c), -1) << c;
}

}  // namespace
}  // namespace wavespeed_mock::ascii_test
