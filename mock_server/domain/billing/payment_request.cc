#include "domain/billing/payment_request.h"

#include <string>
#include <string_view>

#include "base/value/duration_text.h"

namespace wavespeed_mock {
namespace {

PaymentMethod read_method(JsonReader& in, PaymentMethod fallback) {
  constexpr PaymentMethod kAll[] = {PaymentMethod::stripe, PaymentMethod::paypal,
                                    PaymentMethod::wechat_pay, PaymentMethod::alipay,
                                    PaymentMethod::naver_pay};
  const std::string text =
      in.choice("method", {"stripe", "paypal", "wechat_pay", "alipay", "naver_pay"}, "");
  for (const PaymentMethod method : kAll) {
    if (text == to_text(method)) return method;
  }
  return fallback;
}

// The only method that fails in this way; none: all do.
PaymentMethod only_method_of(std::string_view failure) {
  if (failure == "card_declined") return PaymentMethod::stripe;
  return failure == "paypal_unverified" ? PaymentMethod::paypal : PaymentMethod::none;
}

}  // namespace

PaymentWay read_payment_way(JsonReader& in, PaymentMethod fallback) {
  PaymentWay way;
  way.method = read_method(in, fallback);
  way.failure = in.choice("fails",
                          {"card_declined", "paypal_unverified", "unavailable_in_region",
                           "cancelled", "payment_failed"},
                          "");
  const PaymentMethod only = only_method_of(way.failure);
  if (only != PaymentMethod::none && only != way.method) {
    const std::string instead = way.method == PaymentMethod::none
                                    ? ": give it as \"method\""
                                    : ", not of " + std::string(to_text(way.method));
    in.complain("fails",
                "\"" + way.failure + "\" is a failure of " + std::string(to_text(only)) + instead);
  }
  return way;
}

TopUpRequest read_top_up(JsonReader& in, Duration lasts) {
  TopUpRequest order{.way = read_payment_way(in, PaymentMethod::stripe),
                     .amount = Money::from_usd(in.number("usd", 0, kMaxUsd)),
                     .lasts = lasts};
  if (order.amount == Money{}) in.complain("usd", "must be more than 0");
  const std::string text = in.text("arrives_in", "0");
  const auto time = parse_duration(text);
  if (!time) {
    in.complain("arrives_in", "must be a duration such as \"5m\", not \"" + text + "\"");
  }
  order.arrives_in = *time;
  return order;
}

}  // namespace wavespeed_mock
