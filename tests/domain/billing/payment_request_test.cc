#include "domain/billing/payment_request.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "support/domain_complaint.h"

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
  EXPECT_EQ(order.way.method, PaymentMethod::stripe);
  EXPECT_EQ(order.way.failure, "");
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
    EXPECT_EQ(read(R"({"usd": 1, "method": ")" + std::string(text) + R"("})").way.method, method);
  }
  EXPECT_NE(complaint_of([] { read(R"({"usd": 1, "method": "cash"})"); }), "");
}

TEST(TopUpRequest, FailsOnlyInTheWaysOfItsMethod) {
  EXPECT_EQ(read(R"({"usd": 1, "fails": "card_declined"})").way.failure, "card_declined");
  EXPECT_EQ(read(R"({"usd": 1, "method": "paypal", "fails": "paypal_unverified"})").way.failure,
            "paypal_unverified");
  for (const std::string failure : {"unavailable_in_region", "cancelled", "payment_failed"}) {
    for (const std::string method : {"stripe", "paypal", "wechat_pay", "alipay", "naver_pay"}) {
      const std::string body =
          R"({"usd": 1, "method": ")" + method + R"(", "fails": ")" + failure + R"("})";
      EXPECT_EQ(read(body).way.failure, failure) << method;
    }
  }
  EXPECT_EQ(complaint_of([] { read(R"({"usd": 1, "fails": "paypal_unverified"})"); }),
            R"(body: field "fails": "paypal_unverified" is a failure of paypal, not of )"
            R"(stripe)");
  EXPECT_EQ(
      complaint_of([] { read(R"({"usd": 1, "method": "alipay", "fails": "card_declined"})"); }),
      R"(body: field "fails": "card_declined" is a failure of stripe, not of alipay)");
}

TEST(TopUpRequest, RequiresAPositiveAmount) {
  EXPECT_EQ(complaint_of([] { read(R"({"usd": 0})"); }),
            R"(body: field "usd": must be more than 0)");
  EXPECT_NE(complaint_of([] { read(R"({"usd": 0.0000001})"); }), "") << "less than a micro-dollar";
  EXPECT_NE(complaint_of([] { read(R"({"usd": -1})"); }), "");
  EXPECT_NE(complaint_of([] { read("{}"); }), "");
}

TEST(TopUpRequest, RefusesAnInvalidDelay) {
  EXPECT_EQ(complaint_of([] { read(R"({"usd": 1, "arrives_in": "soon"})"); }),
            R"(body: field "arrives_in": must be a duration such as "5m", not "soon")");
}

TEST(PaymentWay, MayLeaveOutTheMethod) {
  const auto way = [](const std::string& text) {
    const auto body = nlohmann::json::parse(text);
    JsonReader in(body, "body");
    return read_payment_way(in, PaymentMethod::none);
  };
  EXPECT_EQ(way("{}").method, PaymentMethod::none);
  EXPECT_EQ(way(R"({"fails": "cancelled"})").failure, "cancelled");
  EXPECT_EQ(way(R"({"method": "stripe", "fails": "card_declined"})").failure, "card_declined");
  EXPECT_EQ(complaint_of([&] { way(R"({"fails": "card_declined"})"); }),
            R"(body: field "fails": "card_declined" is a failure of stripe: give it as "method")");
}

}  // namespace
}  // namespace wavespeed_mock::payment_request_test
