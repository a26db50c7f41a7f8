#include "domain/billing/coupons.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text/json_reader.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::billing_coupons_test {
namespace {

using std::chrono::days;

Coupon read(const std::string& text) {
  const auto body = nlohmann::json::parse(text);
  JsonReader in(body, "body");
  Coupon coupon = read_coupon(in, kStart);
  in.done();
  return coupon;
}

Coupon coupon(std::string code) {
  return {.code = std::move(code), .amount = {5'000'000}};
}

TEST(ReadCoupon, HasDefaults) {
  const Coupon coupon = read(R"({"code": "WELCOME", "usd": 5})");
  EXPECT_EQ(coupon.code, "WELCOME");
  EXPECT_EQ(coupon.amount, Money{5'000'000});
  EXPECT_EQ(coupon.expires_at, std::nullopt);
  EXPECT_EQ(coupon.credit_expires_in, std::nullopt);
  EXPECT_EQ(coupon.uses, 1U);
  EXPECT_EQ(coupon.min_top_up, Money{});
}

TEST(ReadCoupon, ReadsAllFields) {
  const Coupon coupon = read(R"({"code": "a-1_B", "usd": 5, "expires_in": "30d", "uses": 3,
                                 "credit_expires_in": "7d", "min_top_up_usd": 10})");
  EXPECT_EQ(coupon.expires_at, kStart + days(30));
  EXPECT_EQ(coupon.credit_expires_in, days(7));
  EXPECT_EQ(coupon.uses, 3U);
  EXPECT_EQ(coupon.min_top_up, Money{10'000'000});
  EXPECT_EQ(read(R"({"code": "A", "usd": 5, "expires_at": "2026-01-04"})").expires_at,
            kStart + days(3));
}

TEST(ReadCoupon, ExplainsInvalidCoupons) {
  const auto error_for = [](const std::string& fields) {
    return error_of([&] { read(R"({"code": "A", )" + fields + "}"); });
  };
  EXPECT_EQ(
      error_for(R"("usd": 0)"),
      R"(body: field "usd": must be 0.000001 or more: amounts are whole millionths of a dollar, not 0)");
  EXPECT_EQ(
      error_for(R"("usd": 1, "expires_in": "soon")"),
      R"(body: field "expires_in": must be "never" or a duration above 0, up to 36525d, such as "30d", )"
      R"(not "soon")");
  EXPECT_EQ(
      error_for(R"("usd": 1, "credit_expires_in": "0s")"),
      R"(body: field "credit_expires_in": must be "never" or a duration above 0, up to 36525d, such as )"
      R"("30d", not "0s")");
  EXPECT_EQ(
      error_for(R"("usd": 1, "expires_at": "soon")"),
      R"(body: field "expires_at": must be a time from 1678 to 2261 such as "2026-01-01T00:00:00Z", not )"
      R"("soon")");
  EXPECT_EQ(error_for(R"("usd": 1, "expires_at": "2026-12-31", "expires_in": "1d")"),
            R"(body: field "expires_at": says the same as "expires_in": give one)");
  EXPECT_NE(error_for(R"("usd": 1, "uses": 0)"), "");
  EXPECT_NE(error_for(R"("usd": 1, "min_top_up_usd": -1)"), "");
}

TEST(ReadCoupon, RequiresAPrintableCode) {
  const auto error_for = [](const std::string& code) {
    return error_of([&] { read(R"({"usd": 1, "code": ")" + code + R"("})"); });
  };
  EXPECT_EQ(error_for("SPRING SALE"),
            R"(body: field "code": must be 1 to 64 letters, digits, "-" and "_", not )"
            R"("SPRING SALE")");
  EXPECT_EQ(error_for(std::string(64, 'x')), "");
  EXPECT_NE(error_for(std::string(65, 'x')), "");
  EXPECT_NE(error_for("\xc3\xa9t\xc3\xa9"), "");
  EXPECT_NE(error_for(""), "");
}

TEST(CouponProblem, IsThatOfItsJson) {
  const auto problem = [](const Coupon& coupon) {
    const auto wrong = find_problem(coupon);
    return wrong ? wrong->field + " " + wrong->problem : "";
  };
  EXPECT_EQ(problem({.code = "A", .amount = {1}}), "");
  EXPECT_EQ(problem({.code = "A B", .amount = {1}}),
            R"(code must be 1 to 64 letters, digits, "-" and "_", not "A B")");
  EXPECT_EQ(problem({.code = "A"}),
            "usd must be 0.000001 or more: amounts are whole millionths of a dollar");
  EXPECT_EQ(problem({.code = "A", .amount = {-1}}),
            "usd must be from $0 to $1000000000, not -$0.000001");
  EXPECT_EQ(problem({.code = "A", .amount = {1}, .credit_expires_in = Duration::zero()}),
            "credit_expires_in must be above 0, not 0");
  EXPECT_EQ(problem({.code = "A", .amount = {1}, .uses = 0}),
            "uses must be from 1 to 1000000, not 0");
  EXPECT_EQ(problem({.code = "A", .amount = {1}, .min_top_up = {-1}}),
            "min_top_up_usd must be from $0 to $1000000000, not -$0.000001");
}

TEST(Coupons, AreFoundIgnoringCase) {
  Coupons coupons;
  EXPECT_FALSE(coupons.add(coupon("Welcome")));
  EXPECT_EQ(coupons.find("wELCOME")->code, "Welcome");
  const auto taken = coupons.add(coupon("WELCOME"));
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->http, 409);
  EXPECT_EQ(taken->message, "the coupon \"Welcome\" already exists; delete it first to change it");
}

TEST(Coupons, SuggestTheNearestCode) {
  Coupons coupons;
  EXPECT_EQ(coupons.find("x").error().message, "there is no coupon \"x\"");
  coupons.add(coupon("WELCOME"));
  coupons.add(coupon("SPRING-SALE"));
  const auto missing = coupons.find("spring-sail");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().http, 404);
  EXPECT_EQ(missing.error().message,
            "there is no coupon \"spring-sail\"; did you mean \"SPRING-SALE\"?");
}

TEST(Coupons, AreListedByCodeAndRemoved) {
  Coupons coupons;
  coupons.add(coupon("b"));
  coupons.add(coupon("C"));
  coupons.add(coupon("A"));
  const auto list = coupons.list();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].code + list[1].code + list[2].code, "AbC");
  EXPECT_EQ(coupons.remove("B")->code, "b");
  EXPECT_EQ(coupons.remove("B").error().http, 404);
  EXPECT_EQ(coupons.list().size(), 2U);
}

TEST(Coupons, AreSavedAndRestored) {
  Coupons coupons;
  coupons.add(coupon("A"));
  const auto saved = coupons.save();
  EXPECT_TRUE(coupons.remove("a"));
  coupons.add(coupon("B"));
  coupons.restore(saved);
  ASSERT_EQ(coupons.list().size(), 1U);
  EXPECT_EQ(coupons.list()[0].code, "A");
}

TEST(SameCode, ComparesTheWholeCode) {
  EXPECT_TRUE(is_same_code("AbC", "aBc"));
  EXPECT_FALSE(is_same_code("AbC", "aB"));
  EXPECT_FALSE(is_same_code("", "a"));
  EXPECT_FALSE(is_same_code("a-b", "a_b"));
}

}  // namespace
}  // namespace wavespeed_mock::billing_coupons_test
