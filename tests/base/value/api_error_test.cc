#include "base/value/api_error.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace wavespeed_mock::api_error_test {
namespace {

Outcome<int> half_of(int number) {
  if (number % 2 != 0) return ApiError{.http = 400, .code = 1400, .message = "odd"};
  return number / 2;
}

TEST(ApiError, DefaultsToAnInternalErrorWithoutAMessage) {
  const ApiError error;
  EXPECT_EQ(error.http, 500);
  EXPECT_EQ(error.code, 500);
  EXPECT_EQ(error.message, "");
  EXPECT_EQ(error.error_code, "");
  EXPECT_EQ(error.retry_after_seconds, std::nullopt);
  EXPECT_EQ(error.reason, "");
}

TEST(Outcome, IsTrueWithTheValue) {
  const Outcome<int> outcome = half_of(42);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(*outcome, 21);
}

TEST(Outcome, IsFalseWithTheError) {
  const Outcome<int> outcome = half_of(43);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().http, 400);
  EXPECT_EQ(outcome.error().code, 1400);
  EXPECT_EQ(outcome.error().message, "odd");
}

// A value that converts to false is still a value.
TEST(Outcome, IsTrueWithAValueThatIsFalse) {
  EXPECT_TRUE(Outcome<int>(0));
  EXPECT_TRUE(Outcome<bool>(false));
  EXPECT_TRUE(Outcome<std::unique_ptr<int>>(nullptr));
}

TEST(Outcome, GivesMutableAccessToItsValue) {
  Outcome<std::string> value(std::string("seed"));
  value->append("ream");
  *value += "-v4";
  EXPECT_EQ(*std::as_const(value), "seedream-v4");
  EXPECT_EQ(std::as_const(value)->size(), 11U);

  Outcome<std::string> wrong(ApiError{});
  wrong.error().reason = "model is paused";
  EXPECT_EQ(std::as_const(wrong).error().reason, "model is paused");
}

TEST(Outcome, CarriesMoveOnlyValues) {
  Outcome<std::unique_ptr<int>> outcome(std::make_unique<int>(7));
  const std::unique_ptr<int> taken = std::move(*outcome);
  EXPECT_EQ(*taken, 7);
}

// `if (half_of(2) == 1)` or `int x = half_of(2)` would hide an error.
TEST(Outcome, DoesNotConvertToItsValueImplicitly) {
  EXPECT_FALSE((std::is_convertible_v<Outcome<int>, int>));
  EXPECT_FALSE((std::is_convertible_v<Outcome<int>, bool>));
}

}  // namespace
}  // namespace wavespeed_mock::api_error_test
