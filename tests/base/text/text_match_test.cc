#include "base/text/text_match.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::text_match_test {
namespace {

TEST(Wildcards, MatchAnyText) {
  for (const char* const pattern : {"acme/model", "*", "**", "acme/*", "*model", "a*/*l",
                                    "acme*/model", "*e*e*", "acme/model*"}) {
    EXPECT_TRUE(fits_wildcards(pattern, "acme/model")) << pattern;
  }
  for (const char* const pattern :
       {"", "acme", "acme/model/", "*acme", "mod*", "Acme/*", "a*x*", "*/*/*", "acme/mode?"}) {
    EXPECT_FALSE(fits_wildcards(pattern, "acme/model")) << pattern;
  }
  EXPECT_TRUE(fits_wildcards("", ""));
  EXPECT_TRUE(fits_wildcards("*", ""));
  EXPECT_TRUE(fits_wildcards("*ab", "aaab")) << "the match does not start at the first \"a\"";
}

TEST(Wildcards, AreFastForAHostilePattern) {
  std::string pattern;
  for (int i = 0; i < 1'000; ++i) pattern += "*a";
  EXPECT_FALSE(fits_wildcards(pattern + "b", std::string(10'000, 'a')));
}

// Half a megabyte each: their product would take minutes.
TEST(Texts, AreSearchedInLinearTime) {
  const std::string text(1'000'000, 'a');
  const std::string part = std::string(500'000, 'a') + 'b';
  EXPECT_FALSE(fits_wildcards('*' + part + '*', text));
  EXPECT_FALSE(contains_ignoring_case(text, part));
  EXPECT_TRUE(contains_ignoring_case(text + 'B', part));
  EXPECT_EQ(find_text(text, part), std::string_view::npos);
}

TEST(Texts, AreFound) {
  EXPECT_EQ(find_text("abcabd", "abd"), 3);
  EXPECT_EQ(find_text("ab", ""), 0);
  EXPECT_EQ(find_text("", "a"), std::string_view::npos);
}

TEST(ContainsIgnoringCase, IgnoresCaseOfAsciiLettersOnly) {
  EXPECT_TRUE(contains_ignoring_case("A Red CAT", "red cat"));
  EXPECT_TRUE(contains_ignoring_case("a red cat", "RED"));
  EXPECT_TRUE(contains_ignoring_case("", ""));
  EXPECT_TRUE(contains_ignoring_case("x", ""));
  EXPECT_FALSE(contains_ignoring_case("a red cat", "red  cat"));
  EXPECT_FALSE(contains_ignoring_case("a", "ab"));
  EXPECT_FALSE(contains_ignoring_case("@", "`"))
      << "they differ by the same bit as \"A\" and \"a\"";
}

}  // namespace
}  // namespace wavespeed_mock::text_match_test
