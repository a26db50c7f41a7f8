#include "domain/billing/payment_request.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/domain_error.h"

namespace wavespeed_mock::payment_request_test {
namespace {

using std::chrono::days;
using std::chrono::minutes;

TopUpRequest read(const std::string& text, Duration lasts = Duration::max()) {
  const auto body = nlohmann::json::parse(text);
  JsonReader in(body, "body");
  TopUpRequest order = read_top_up(in, lasts);
  in.done();
  return order;
}

TEST(TopUpRequest, DefaultsToACardPaymentThatArrivesAtOnce) {
  const TopUpRequest order = read(R"({"usd": 20})", days(365));
  EXPECT_EQ(order.amount, Money{20'000'000});
  EXPECT_EQ(order.payment.method, PaymentMethod::stripe);
  EXPECT_FALSE(order.payment.fails);
  EXPECT_EQ(order.arrives_in, Duration::zero());
  EXPECT_EQ(order.lasts, days(365));
  EXPECT_EQ(read(R"({"usd": 1, "arrives_in": "5m"})").arrives_in, minutes(5));
  EXPECT_EQ(read(R"({"usd": 1, "arrives_in": "0"})").arrives_in, Duration::zero());
}

TEST(TopUpRequest, AcceptsAllMethods) {
  for (const auto& [text, method] :
       {std::pair("stripe", PaymentMethod::stripe), std::pair("paypal", PaymentMethod::paypal),
        std::pair("wechat_pay", PaymentMethod::wechat_pay),
        std::pair("alipay", PaymentMethod::alipay),
        std::pair("naver_pay", PaymentMethod::naver_pay)}) {
    EXPECT_EQ(read(R"({"usd": 1, "method": ")" + std::string(text) + R"("})").payment.method,
              method);
  }
  EXPECT_NE(error_of([] { read(R"({"usd": 1, "method": "cash"})"); }), "");
}

TEST(TopUpRequest, FailsOnlyInTheWaysOfItsMethod) {
  EXPECT_EQ(read(R"({"usd": 1, "fails": "card_declined"})").payment.fails,
            PaymentFailure::card_declined);
  EXPECT_EQ(read(R"({"usd": 1, "method": "paypal", "fails": "paypal_unverified"})").payment.fails,
            PaymentFailure::paypal_unverified);
  for (const std::string failure : {"unavailable_in_region", "cancelled", "payment_failed"}) {
    for (const std::string method : {"stripe", "paypal", "wechat_pay", "alipay", "naver_pay"}) {
      const std::string body =
          R"({"usd": 1, "method": ")" + method + R"(", "fails": ")" + failure + R"("})";
      const auto fails = read(body).payment.fails;
      ASSERT_TRUE(fails) << body;
      EXPECT_EQ(to_text(*fails), failure) << method;
    }
  }
  EXPECT_EQ(error_of([] { read(R"({"usd": 1, "fails": "paypal_unverified"})"); }),
            R"(body: field "fails": "paypal_unverified" is a failure of paypal, not of )"
            R"(stripe)");
  EXPECT_EQ(error_of([] { read(R"({"usd": 1, "method": "alipay", "fails": "card_declined"})"); }),
            R"(body: field "fails": "card_declined" is a failure of stripe, not of alipay)");
}

TEST(TopUpRequest, RequiresAPositiveAmount) {
  EXPECT_EQ(
      error_of([] { read(R"({"usd": 0})"); }),
      R"(body: field "usd": must be 0.000001 or more: amounts are whole millionths of a dollar, not 0)");
  EXPECT_NE(error_of([] { read(R"({"usd": 0.0000001})"); }), "") << "less than a micro-dollar";
  EXPECT_NE(error_of([] { read(R"({"usd": -1})"); }), "");
  EXPECT_NE(error_of([] { read("{}"); }), "");
}

TEST(TopUpRequest, RefusesAnInvalidDelay) {
  EXPECT_EQ(
      error_of([] { read(R"({"usd": 1, "arrives_in": "soon"})"); }),
      R"(body: field "arrives_in": must be a duration from 0 to 36525d such as "5m", not "soon")");
}

TEST(PaymentOptions, MayLeaveOutTheMethod) {
  const auto options = [](const std::string& text) {
    const auto body = nlohmann::json::parse(text);
    JsonReader in(body, "body");
    return read_payment_options(in, PaymentMethod::none);
  };
  EXPECT_EQ(options("{}").method, PaymentMethod::none);
  EXPECT_EQ(options(R"({"fails": "cancelled"})").fails, PaymentFailure::cancelled);
  EXPECT_EQ(options(R"({"method": "stripe", "fails": "card_declined"})").fails,
            PaymentFailure::card_declined);
  EXPECT_EQ(error_of([&] { options(R"({"fails": "card_declined"})"); }),
            R"(body: field "fails": "card_declined" is a failure of stripe: give it as "method")");
}

TEST(TopUpRequest, HasTheProblemsOfItsJson) {
  const auto problem = [](const TopUpRequest& request) {
    const auto wrong = find_problem(request);
    return wrong ? wrong->field + " " + wrong->problem : "";
  };
  EXPECT_EQ(problem({.amount = {1}}), "");
  EXPECT_EQ(problem({}), "usd must be 0.000001 or more: amounts are whole millionths of a dollar");
  EXPECT_EQ(problem({.amount = {-1}}), "usd must be from $0 to $1000000000, not -$0.000001");
  EXPECT_EQ(problem({.amount = {1}, .arrives_in = -minutes(5)}),
            "arrives_in must be 0 or more, not -5m");
  EXPECT_EQ(
      problem({.payment = {.method = PaymentMethod::alipay, .fails = PaymentFailure::card_declined},
               .amount = {1}}),
      R"(fails "card_declined" is a failure of stripe, not of alipay)");
}

}  // namespace
}  // namespace wavespeed_mock::payment_request_test
