#include "base/text_match.h"

#include <gtest/gtest.h>

namespace wavespeed_mock {
namespace {

TEST(TextMatch, TakesAStarForAnyText) {
  EXPECT_TRUE(fits_wildcards("a*c", "abbc"));
  EXPECT_TRUE(fits_wildcards("a*c", "ac"));
  EXPECT_TRUE(fits_wildcards("*", ""));
  EXPECT_TRUE(fits_wildcards("a*b*c", "axbxbxc"));
  EXPECT_TRUE(fits_wildcards("abc", "abc"));
  EXPECT_FALSE(fits_wildcards("a*c", "abcd"));
  EXPECT_FALSE(fits_wildcards("abc", "ABC"));
  EXPECT_FALSE(fits_wildcards("abc", "abcd"));
  EXPECT_FALSE(fits_wildcards("", "a"));
  EXPECT_TRUE(fits_wildcards("", ""));
}

TEST(TextMatch, FindsAPartWithoutRegardToCase) {
  EXPECT_TRUE(contains_ignoring_case("A red Fox", "RED f"));
  EXPECT_TRUE(contains_ignoring_case("a", ""));
  EXPECT_TRUE(contains_ignoring_case("", ""));
  EXPECT_FALSE(contains_ignoring_case("a cat", "cats"));
}

}  // namespace
}  // namespace wavespeed_mock
