#include "domain/billing/payments.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::payments_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using Kind = LedgerEntry::Kind;
using Purpose = PaymentPurpose;
using Status = PaymentStatus;

const Model kModel{{{.id = "acme/model", .type = "text-to-image", .unit_price = {10'000}}}};

constexpr Money usd(std::int64_t dollars) {
  return {dollars * 1'000'000};
}

TopUpRequest order(Money amount, Duration arrives_in = Duration::zero(),
                   std::optional<PaymentFailure> fails = std::nullopt) {
  return {.payment = {.method = PaymentMethod::paypal, .fails = fails},
          .amount = amount,
          .arrives_in = arrives_in,
          .lasts = days(365)};
}

const Coupon kWelcome{.code = "WELCOME", .amount = usd(5), .credit_expires_in = days(30)};

std::string message_of(const std::optional<ApiError>& problem) {
  return problem ? std::to_string(problem->http) + " " + problem->message : "";
}

TEST(TopUp, IsCreditedAtOnce) {
  Ledger ledger;
  EXPECT_EQ(begin_top_up(ledger, order(usd(20)), nullptr, kStart), 0U);
  EXPECT_EQ(ledger.balance, usd(20));
  EXPECT_EQ(ledger.topped_up, usd(20));
  ASSERT_EQ(ledger.payments.size(), 1U);
  const Payment& payment = ledger.payments[0];
  EXPECT_EQ(payment.purpose, Purpose::top_up);
  EXPECT_EQ(payment.status, Status::succeeded);
  EXPECT_EQ(payment.method, PaymentMethod::paypal);
  EXPECT_EQ(payment.ended, kStart);
  ASSERT_EQ(payment.entry, 0U);
  EXPECT_EQ(ledger.entries[0].kind, Kind::top_up);
  EXPECT_EQ(ledger.entries[0].method, PaymentMethod::paypal);
  EXPECT_EQ(ledger.credit_balance.grants[0].expires, kStart + days(365));
}

TEST(TopUp, ArrivesLater) {
  Ledger ledger;
  begin_top_up(ledger, order(usd(20), minutes(5)), nullptr, kStart);
  post_due_entries(ledger, kStart + minutes(5) - Duration(1));
  EXPECT_EQ(ledger.balance, Money{});
  EXPECT_EQ(ledger.topped_up, Money{});
  EXPECT_EQ(ledger.payments[0].status, Status::pending);
  EXPECT_EQ(ledger.payments[0].entry, Payment::kNoEntry);
  EXPECT_TRUE(find_credit_problem(ledger, kModel, {10'000}));

  post_due_entries(ledger, kStart + hours(1));
  EXPECT_EQ(ledger.balance, usd(20));
  EXPECT_EQ(ledger.payments[0].ended, kStart + minutes(5));
  EXPECT_EQ(ledger.entries[0].time, kStart + minutes(5)) << "dated at the arrival";
  EXPECT_EQ(ledger.credit_balance.grants[0].expires, kStart + minutes(5) + days(365))
      << "the expiry counts from the arrival";
}

TEST(TopUp, FailsOnRequest) {
  Ledger ledger;
  begin_top_up(ledger, order(usd(20), Duration::zero(), PaymentFailure::cancelled), nullptr,
               kStart);
  begin_top_up(ledger, order(usd(30), minutes(5), PaymentFailure::payment_failed), nullptr, kStart);
  EXPECT_EQ(ledger.payments[0].status, Status::failed);
  EXPECT_EQ(ledger.payments[0].failure, PaymentFailure::cancelled);
  EXPECT_EQ(ledger.payments[1].status, Status::pending);
  EXPECT_EQ(ledger.payments[1].failure, std::nullopt);
  post_due_entries(ledger, kStart + minutes(5));
  EXPECT_EQ(ledger.payments[1].status, Status::failed);
  EXPECT_EQ(ledger.payments[1].failure, PaymentFailure::payment_failed);
  EXPECT_EQ(ledger.payments[1].ended, kStart + minutes(5));
  EXPECT_EQ(ledger.balance, Money{});
  EXPECT_TRUE(ledger.entries.empty());
}

TEST(TopUp, ArrivesInChronologicalOrder) {
  Ledger ledger;
  begin_top_up(ledger, order(usd(1), hours(3)), nullptr, kStart);
  begin_top_up(ledger, order(usd(2), hours(1)), nullptr, kStart);
  begin_top_up(ledger, order(usd(3), hours(3)), nullptr, kStart);
  add_credit(ledger, Kind::coupon, kStart, usd(4), kStart + hours(2));
  post_due_entries(ledger, kStart + days(1));
  ASSERT_EQ(ledger.entries.size(), 5U);
  EXPECT_EQ(ledger.entries[1].amount, usd(2));
  EXPECT_EQ(ledger.entries[2].kind, Kind::expiry);
  EXPECT_EQ(ledger.entries[3].amount, usd(1)) << "payments due at the same time keep their order";
  EXPECT_EQ(ledger.entries[4].amount, usd(3));
  EXPECT_EQ(ledger.topped_up, usd(6));
}

TEST(TopUp, IsTheOnlyCreditThatCountsAsToppedUp) {
  Ledger ledger;
  add_credit(ledger, Kind::opening, kStart, usd(1));
  add_credit(ledger, Kind::coupon, kStart, usd(2));
  add_credit(ledger, Kind::trial, kStart, usd(4));
  EXPECT_EQ(ledger.topped_up, Money{});
  add_credit(ledger, Kind::top_up, kStart, usd(8));
  EXPECT_EQ(ledger.topped_up, usd(8));
}

TEST(CouponOfAnAccount, CanBeRedeemedWithoutATopUp) {
  Ledger ledger;
  EXPECT_EQ(message_of(find_coupon_problem(ledger, kWelcome, {}, kStart)), "");
  EXPECT_EQ(redeem(ledger, kWelcome, kStart), 0U);
  EXPECT_EQ(ledger.balance, usd(5));
  EXPECT_EQ(ledger.credit_balance.grants[0].kind, CreditKind::coupon);
  EXPECT_EQ(ledger.credit_balance.grants[0].expires, kStart + days(30));
  EXPECT_EQ(ledger.payments[0].purpose, Purpose::coupon);
  EXPECT_EQ(ledger.payments[0].coupon, "WELCOME");
  EXPECT_EQ(ledger.payments[0].method, PaymentMethod::none);
  EXPECT_EQ(message_of(find_coupon_problem(ledger, kWelcome, {}, kStart)),
            "409 the coupon \"WELCOME\" is used up: an account may redeem it once");
}

TEST(CouponOfAnAccount, CanBeRedeemedSeveralTimes) {
  Coupon coupon = kWelcome;
  coupon.uses = 2;
  Ledger ledger;
  redeem(ledger, coupon, kStart);
  EXPECT_FALSE(find_coupon_problem(ledger, coupon, {}, kStart));
  redeem(ledger, coupon, kStart);
  coupon.code = "Welcome";  // the coupon was deleted and defined again
  EXPECT_EQ(message_of(find_coupon_problem(ledger, coupon, {}, kStart)),
            "409 the coupon \"Welcome\" is used up: an account may redeem it 2 times");
}

TEST(CouponOfAnAccount, Expires) {
  Coupon coupon = kWelcome;
  coupon.expires_at = kStart + days(1);
  const Ledger ledger;
  EXPECT_FALSE(find_coupon_problem(ledger, coupon, {}, kStart + days(1) - Duration(1)));
  EXPECT_EQ(message_of(find_coupon_problem(ledger, coupon, {}, kStart + days(1))),
            "409 the coupon \"WELCOME\" expired at 2026-01-02T00:00:00.000000000Z");
}

TEST(CouponOfAnAccount, CanRequireATopUp) {
  Coupon coupon = kWelcome;
  coupon.min_top_up = usd(10);
  Ledger ledger;
  EXPECT_EQ(message_of(find_coupon_problem(ledger, coupon, {9'999'999}, kStart)),
            "409 the coupon \"WELCOME\" needs a top-up of at least $10 with it");
  EXPECT_FALSE(find_coupon_problem(ledger, coupon, usd(10), kStart));
}

TEST(CouponWithATopUp, IsCreditedWhenTheTopUpArrives) {
  Ledger ledger;
  begin_top_up(ledger, order(usd(20), minutes(5)), &kWelcome, kStart);
  EXPECT_EQ(ledger.balance, Money{});
  EXPECT_TRUE(find_coupon_problem(ledger, kWelcome, {}, kStart)) << "the coupon is already in use";
  post_due_entries(ledger, kStart + minutes(5));
  EXPECT_EQ(ledger.balance, usd(25));
  ASSERT_EQ(ledger.payments.size(), 2U);
  EXPECT_EQ(ledger.payments[0].coupon, "WELCOME");
  EXPECT_EQ(ledger.payments[1].purpose, Purpose::coupon);
  EXPECT_EQ(ledger.payments[1].created, kStart + minutes(5));
  EXPECT_EQ(ledger.payments[1].amount, usd(5));
  EXPECT_EQ(ledger.entries[ledger.payments[1].entry].kind, Kind::coupon);
  EXPECT_EQ(ledger.credit_balance.grants[1].expires, kStart + minutes(5) + days(30));
  EXPECT_TRUE(find_coupon_problem(ledger, kWelcome, {}, kStart));
}

TEST(CouponWithATopUp, IsNotUsedUpWhenTheTopUpFails) {
  Ledger ledger;
  begin_top_up(ledger, order(usd(20), minutes(5), PaymentFailure::cancelled), &kWelcome, kStart);
  post_due_entries(ledger, kStart + minutes(5));
  EXPECT_EQ(ledger.balance, Money{});
  EXPECT_EQ(ledger.payments.size(), 1U);
  EXPECT_FALSE(find_coupon_problem(ledger, kWelcome, {}, kStart));
}

TEST(PayingABill, IsInTheHistoryWhetherItSucceedsOrFails) {
  Ledger ledger;
  ASSERT_FALSE(apply_for_credit_line(
      ledger.credit_line,
      {.applicant = Applicant::individual_with_product,
       .requested = usd(200),
       .materials = {{"website", "https://example.org"}, {"product", "pictures"}}},
      kStart));
  ASSERT_FALSE(approve_credit_line(*ledger.credit_line, usd(200), {}, kStart));
  charge(ledger, task(1, kModel, kStart, hours(1), usd(7)));
  const Timestamp now = kStart + days(40);
  post_due_entries(ledger, now);
  ASSERT_EQ(ledger.credit_line->state, CreditLineState::paused);

  try_to_pay_bill(ledger, {PaymentMethod::stripe, PaymentFailure::card_declined}, now);
  EXPECT_EQ(ledger.credit_line->state, CreditLineState::paused);
  EXPECT_EQ(ledger.balance, -usd(7));
  ASSERT_EQ(ledger.payments.size(), 1U);
  EXPECT_EQ(ledger.payments[0].status, Status::failed);
  EXPECT_EQ(ledger.payments[0].failure, PaymentFailure::card_declined);
  EXPECT_EQ(ledger.payments[0].amount, usd(7));

  try_to_pay_bill(ledger, {PaymentMethod::alipay}, now + hours(1));
  EXPECT_EQ(ledger.credit_line->state, CreditLineState::active);
  EXPECT_EQ(ledger.balance, Money{});
  EXPECT_EQ(ledger.topped_up, Money{});
  ASSERT_EQ(ledger.payments.size(), 2U);
  EXPECT_EQ(ledger.payments[1].purpose, Purpose::monthly_bill);
  EXPECT_EQ(ledger.payments[1].status, Status::succeeded);
  EXPECT_EQ(ledger.payments[1].ended, now + hours(1));
  EXPECT_EQ(ledger.entries[ledger.payments[1].entry].kind, Kind::payment);
  EXPECT_EQ(ledger.entries[ledger.payments[1].entry].method, PaymentMethod::alipay);
}

TEST(PaymentTexts, NameMethodsPurposesAndStates) {
  EXPECT_EQ(to_text(PaymentMethod::none), "none");
  EXPECT_EQ(to_text(PaymentMethod::stripe), "stripe");
  EXPECT_EQ(to_text(PaymentMethod::paypal), "paypal");
  EXPECT_EQ(to_text(PaymentMethod::wechat_pay), "wechat_pay");
  EXPECT_EQ(to_text(PaymentMethod::alipay), "alipay");
  EXPECT_EQ(to_text(PaymentMethod::naver_pay), "naver_pay");
  EXPECT_EQ(to_text(Purpose::top_up), "top_up");
  EXPECT_EQ(to_text(Purpose::monthly_bill), "monthly_bill");
  EXPECT_EQ(to_text(Purpose::coupon), "coupon");
  EXPECT_EQ(to_text(Status::pending), "pending");
  EXPECT_EQ(to_text(Status::succeeded), "succeeded");
  EXPECT_EQ(to_text(Status::failed), "failed");
}

}  // namespace
}  // namespace wavespeed_mock::payments_test
