// Payments of an account, each with what became of it (docs/credit.md).
//
// Plain data. Times are those of the mock's clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// `none`: nothing was paid, as for a coupon, or the method is not known.
enum class PaymentMethod : std::uint8_t { none, stripe, paypal, wechat_pay, alipay, naver_pay };

enum class PaymentFailure : std::uint8_t {
  card_declined,      // only with stripe
  paypal_unverified,  // only with paypal
  unavailable_in_region,
  cancelled,
  payment_failed,
};

enum class PaymentPurpose : std::uint8_t { top_up, monthly_bill, coupon };

enum class PaymentStatus : std::uint8_t { pending, succeeded, failed };

// As JSON has them: "wechat_pay", "card_declined", "top_up", "pending".
std::string_view to_text(PaymentMethod method);
std::string_view to_text(PaymentFailure failure);
std::string_view to_text(PaymentPurpose purpose);
std::string_view to_text(PaymentStatus status);

// How a payment is made, and how it ends.
struct PaymentOptions {
  PaymentMethod method = PaymentMethod::stripe;
  std::optional<PaymentFailure> fails{};  // nullopt: it succeeds
};

struct TopUp {
  PaymentOptions payment{};
  Duration arrives_in{0};  // the credit arrives, or the payment fails, this much later
  std::string coupon{};    // a code that comes with it; empty: none
};

// One attempt to pay, and its result so far.
struct PaymentInfo {
  std::string id;
  PaymentPurpose purpose = PaymentPurpose::top_up;
  PaymentMethod method = PaymentMethod::none;
  Money amount;
  PaymentStatus status = PaymentStatus::pending;
  std::optional<PaymentFailure> failure{};  // why it failed
  std::string coupon;                       // the code that came with it, or was redeemed
  Timestamp created_at{};
  std::optional<Timestamp> credited_at{};
  std::string transaction;  // its id on bills and for invoices; empty until it is credited
};

// What the code of a coupon gives.
struct Coupon {
  // 1 to 64 letters, digits, "-" and "_"; upper and lower case are the same.
  std::string code;
  Money amount;
  std::optional<Timestamp> expires_at{};        // of the code; nullopt: never
  std::optional<Duration> credit_expires_in{};  // of the credit, once it is redeemed
  std::uint32_t uses = 1;                       // how often one account can redeem it
  Money min_top_up{};  // the least top-up that it comes with; zero: it can be redeemed alone
};

}  // namespace wavespeed_mock
