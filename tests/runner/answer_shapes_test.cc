#include "runner/answer_shapes.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::answer_shapes_test {
namespace {

AnswerShapes shapes(const std::string& body, const std::string& shown_body = "") {
  const Response answer{.body = body};
  return shapes_of(answer, {.body = shown_body.empty() ? body : shown_body});
}

const char* const kBody = R"({"a": [{"b": 1}, {"b": "x", "c": null}], "d": []})";

TEST(AnswerShapes, CountValuesByPath) {
  const AnswerShapes found = shapes(kBody);

  EXPECT_EQ(found.at("a[].b").count, 2);
  EXPECT_EQ(found.at("a[].b").kinds, (std::set<std::string>{"a string", "an integer"}));
  EXPECT_EQ(found.at("a[].b").example, "1");
  EXPECT_EQ(found.at("a[]").count, 2);
  EXPECT_EQ(found.at("").count, 1);
  EXPECT_EQ(found.size(), 6);
  EXPECT_TRUE(shapes("<html>").empty());
}

TEST(AnswerShapes, DistinguishRequiredOptionalAndAbsentFields) {
  const AnswerShapes found = shapes(kBody);

  EXPECT_TRUE(always(found, "a[].b"));
  EXPECT_FALSE(always(found, "a[].c"));
  EXPECT_FALSE(always(found, "x"));
  EXPECT_TRUE(lacks(found, "x"));
  EXPECT_TRUE(lacks(found, "a[].x"));
  EXPECT_FALSE(lacks(found, "a[].c"));
  EXPECT_FALSE(lacks(found, "d[].x"));
  EXPECT_FALSE(lacks(found, "d[]"));
}

TEST(AnswerShapes, ShowRedactedValues) {
  const AnswerShapes found = shapes(R"({"a": "secret", "b": {"c": 1}, "d": ["x"]})",
                                    R"({"a": "{{secret-1}}", "b": "gone", "d": []})");

  EXPECT_EQ(shown(found, "a", "nothing"), "\"{{secret-1}}\"");
  EXPECT_EQ(shown(found, "b.c", "nothing"), "\"(redacted)\"");
  EXPECT_EQ(shown(found, "d[]", "nothing"), "\"(redacted)\"");
  EXPECT_EQ(shown(found, "x", "nothing"), "nothing");
}

TEST(AnswerPlaces, LeaveOutIndices) {
  EXPECT_EQ(location_of("data.items[13].id"), "data.items[].id");
  EXPECT_EQ(location_of("[0][1]"), "[][]");
  EXPECT_EQ(parent_of("data.items[].id"), "data.items[]");
  EXPECT_EQ(parent_of("data.items[]"), "data.items");
  EXPECT_EQ(parent_of("data"), "");
}

}  // namespace
}  // namespace wavespeed_mock::answer_shapes_test
