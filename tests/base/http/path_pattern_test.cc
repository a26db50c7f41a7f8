#include "base/http/path_pattern.h"

#include <gtest/gtest.h>

#include "base/http/path_pattern_problem.h"

namespace wavespeed_mock::path_pattern_test {
namespace {

TEST(PathPattern, MatchesOneSegmentPerPlaceholder) {
  const PathPattern pattern("/outputs/{id}/{file}");
  PathValues values;

  ASSERT_TRUE(pattern.fits("/outputs/12/0.png", values));
  EXPECT_EQ(values[0], "12");
  EXPECT_EQ(values[1], "0.png");
  for (const char* const other :
       {"/outputs/12", "/outputs/12/0.png/x", "/outputs//0.png", "/", "/output/12/0.png", ""}) {
    EXPECT_FALSE(pattern.fits(other, values)) << other;
  }
}

TEST(PathPattern, MatchesTheRestOfThePath) {
  const PathPattern pattern("/api/v3/{model_id...}");
  PathValues values;

  ASSERT_TRUE(pattern.takes_rest());
  ASSERT_TRUE(pattern.fits("/api/v3/a/b/c", values));
  EXPECT_EQ(values[0], "a/b/c");
  ASSERT_TRUE(pattern.fits("/api/v3/a/", values));
  EXPECT_EQ(values[0], "a/");
  EXPECT_FALSE(pattern.fits("/api/v3/", values));
}

TEST(PathPattern, IgnoresExtraSlashesAtBothEnds) {
  const PathPattern pattern("/api/v3/balance");
  PathValues values;

  EXPECT_FALSE(pattern.takes_rest());
  EXPECT_TRUE(pattern.fits("//api/v3/balance", values));
  EXPECT_TRUE(pattern.fits("/api/v3/balance/", values));
  for (const char* const other : {"/api//v3/balance", "/api/v3/balance//", "/api/v3/balances",
                                  "/api/v3/balance/x", "/api/v3"}) {
    EXPECT_FALSE(pattern.fits(other, values)) << other;
  }
}

TEST(PathPattern, WritesAsManyValuesAsThereIsRoomFor) {
  const PathPattern pattern("/{a}/{b}/{c}/{d...}");
  PathValues values;

  EXPECT_EQ(pattern.value_count(), 4U);
  ASSERT_TRUE(pattern.fits("/1/2/3/4/5", values));
  EXPECT_EQ(values[0], "1");
  EXPECT_EQ(values[1], "2");
  EXPECT_FALSE(pattern.fits("/1/2/3", values));
}

TEST(PathPattern, CountsOnlyWholeSegmentsInBracesAsPlaceholders) {
  PathValues values;
  const PathPattern odd("/a//b//b//b//{c/d...}/{}");
  EXPECT_EQ(odd.value_count(), 0U);
  EXPECT_FALSE(odd.takes_rest());
  EXPECT_FALSE(odd.fits("/a/x/b/x/b/x/b/x/{c/d...}/{}", values));
  EXPECT_TRUE(PathPattern("/a/{b/{c}/x...}").fits("/a/{b/1/x...}", values));
  EXPECT_FALSE(PathPattern("/a/{b/{c}/x...}").fits("/a/0/1/x...}", values));
  EXPECT_TRUE(PathPattern("").fits("/", values));
}

TEST(PathPattern, CanBeFittedUnlessItHasAProblem) {
  for (const char* const right : {"/", "/a", "/a/", "//a", "/{a}/b/{c...}", "/{a}/{b}/{c}"}) {
    EXPECT_EQ(problem_of_path_pattern(right), "") << right;
  }
  for (const char* const wrong : {"", "a", "/a//b", "/a//", "/{a...}/b", "/a?b", "/a#b", "/a b",
                                  "/a\n", "/{a", "/a}", "/{}", "/{a}{b}", "/{a}x", "/x...}"}) {
    EXPECT_NE(problem_of_path_pattern(wrong), "") << wrong;
  }
}

TEST(FilledPattern, ReplacesPlaceholdersWithThePathsSegments) {
  EXPECT_EQ(filled_pattern("/tasks/{id}/result", "/task/7/resul"), "/tasks/7/result");
  EXPECT_EQ(filled_pattern("/tasks/{id}", "/tasks"), "/tasks/{id}");
}

TEST(PathOf, LeavesTheQueryOut) {
  EXPECT_EQ(path_of("/a/b?c=/d?e"), "/a/b");
  EXPECT_EQ(path_of("/a"), "/a");
}

}  // namespace
}  // namespace wavespeed_mock::path_pattern_test
