#include "domain/state/reset_scope.h"

#include <gmock/gmock.h>

namespace wavespeed_mock::reset_scope_test {
namespace {

using ::testing::ElementsAre;

TEST(ResetScope, ReadsTheNamesOfParts) {
  const auto two = ResetScope::read({"credit", "tasks", "credit"});
  ASSERT_TRUE(two);
  EXPECT_THAT(two->names(), ElementsAre("tasks", "credit"));
  EXPECT_TRUE(two->has(ResetPart::tasks));
  EXPECT_FALSE(two->has(ResetPart::limits));
  EXPECT_EQ(ResetScope::read({"all"})->names().size(), ResetScope::all_names().size());
  EXPECT_TRUE(ResetScope::read({"all"})->has(ResetPart::client_report));
  EXPECT_TRUE(ResetScope::read({"client_report"})->has(ResetPart::client_report));
  EXPECT_TRUE(ResetScope::read({"draws"})->has(ResetPart::draws));
  EXPECT_TRUE(ResetScope::read({"coupons"})->has(ResetPart::coupons));
  EXPECT_TRUE(ResetScope::read({"account"})->has(ResetPart::account));
  EXPECT_TRUE(ResetScope::read({"replay"})->has(ResetPart::replay));
}

TEST(ResetScope, TakesParts) {
  const auto two = ResetScope::of({ResetPart::credit, ResetPart::tasks});
  ASSERT_TRUE(two);
  EXPECT_THAT(two->names(), ElementsAre("tasks", "credit"));
  EXPECT_EQ(ResetScope::of({ResetPart::all})->names(), ResetScope::read({"all"})->names());
  EXPECT_EQ(ResetScope::of({}).error().message, ResetScope::read({}).error().message);
}

TEST(ResetScope, RefusesUnknownNames) {
  EXPECT_EQ(ResetScope::read({}).error().http, 400);
  const auto wrong = ResetScope::read({"tasks", "uplods"});
  EXPECT_EQ(wrong.error().http, 400);
  EXPECT_TRUE(wrong.error().message.ends_with("not \"uplods\"; did you mean \"uploads\"?"))
      << wrong.error().message;
}

}  // namespace
}  // namespace wavespeed_mock::reset_scope_test
