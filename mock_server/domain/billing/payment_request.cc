#include "domain/billing/payment_request.h"

#include <string>
#include <string_view>

#include "base/text/money_reader.h"
#include "base/text/quoting.h"
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

std::optional<PaymentFailure> read_failure(JsonReader& in) {
  constexpr PaymentFailure kAll[] = {PaymentFailure::card_declined,
                                     PaymentFailure::paypal_unverified,
                                     PaymentFailure::unavailable_in_region,
                                     PaymentFailure::cancelled, PaymentFailure::payment_failed};
  const std::string text = in.choice("fails",
                                     {"card_declined", "paypal_unverified", "unavailable_in_region",
                                      "cancelled", "payment_failed"},
                                     "");
  for (const PaymentFailure failure : kAll) {
    if (text == to_text(failure)) return failure;
  }
  return std::nullopt;
}

// The only method that fails in this way; none: all do.
PaymentMethod only_method_of(PaymentFailure failure) {
  if (failure == PaymentFailure::card_declined) return PaymentMethod::stripe;
  return failure == PaymentFailure::paypal_unverified ? PaymentMethod::paypal : PaymentMethod::none;
}

std::optional<FieldProblem> find_empty_amount(const TopUpRequest& request) {
  if (request.amount != Money{}) return std::nullopt;
  return FieldProblem{"usd", std::string(kSomeMoney)};
}

}  // namespace

PaymentOptions read_payment_options(JsonReader& in, PaymentMethod fallback) {
  PaymentOptions payment{.method = read_method(in, fallback), .fails = read_failure(in)};
  if (const auto wrong = find_problem(payment)) in.fail(wrong->field, wrong->problem);
  return payment;
}

TopUpRequest read_top_up(JsonReader& in, Duration lasts) {
  TopUpRequest request{.payment = read_payment_options(in, PaymentMethod::stripe),
                       .amount = read_some_usd(in, "usd"),
                       .lasts = lasts};
  const std::string text = in.text("arrives_in", "0");
  const auto time = parse_duration(text);
  if (!time) {
    in.fail("arrives_in", "must be " + duration_form("\"5m\"") + ", not " + text_quote(text));
  }
  request.arrives_in = *time;
  request.coupon = in.text("coupon", "");
  return request;
}

std::optional<FieldProblem> find_problem(const PaymentOptions& payment) {
  if (!payment.fails) return std::nullopt;
  const PaymentMethod only = only_method_of(*payment.fails);
  if (only == PaymentMethod::none || only == payment.method) return std::nullopt;
  const std::string instead = payment.method == PaymentMethod::none
                                  ? ": give it as \"method\""
                                  : ", not of " + std::string(to_text(payment.method));
  return FieldProblem{"fails", "\"" + std::string(to_text(*payment.fails)) + "\" is a failure of " +
                                   std::string(to_text(only)) + instead};
}

std::optional<FieldProblem> find_problem(const TopUpRequest& request) {
  if (auto problem = find_problem(request.payment)) return problem;
  if (auto problem = find_amount_problem("usd", request.amount)) return problem;
  if (auto problem = find_empty_amount(request)) return problem;
  if (request.arrives_in < Duration::zero()) {
    return FieldProblem{"arrives_in", "must be 0 or more, not " + to_text(request.arrives_in)};
  }
  return std::nullopt;
}

}  // namespace wavespeed_mock
