#include "domain/billing/payment_info.h"

#include <gtest/gtest.h>

#include <chrono>

#include "domain/billing/bill_uuids.h"
#include "domain/billing/ledger.h"
#include "domain/billing/payments.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::payment_info_test {
namespace {

using std::chrono::minutes;

const Account kAccount{.name = "team", .tag = "5f3a09c2", .draws = SeededRandom(1, "key")};

TEST(PaymentInfo, IsOfATopUpUntilItIsCredited) {
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, {1});
  begin_top_up(
      ledger,
      {.payment = {.method = PaymentMethod::alipay}, .amount = {7}, .arrives_in = minutes(5)},
      nullptr, kStart);
  PaymentInfo payment = payment_info(kAccount, ledger, 0);
  EXPECT_EQ(payment.id, payment_id(kAccount, 0));
  EXPECT_EQ(payment.purpose, PaymentPurpose::top_up);
  EXPECT_EQ(payment.method, PaymentMethod::alipay);
  EXPECT_EQ(payment.amount, Money{7});
  EXPECT_EQ(payment.status, PaymentStatus::pending);
  EXPECT_EQ(payment.created_at, kStart);
  EXPECT_FALSE(payment.credited_at);
  EXPECT_EQ(payment.transaction, "");
  post_due_entries(ledger, kStart + minutes(5));
  payment = payment_info(kAccount, ledger, 0);
  EXPECT_EQ(payment.status, PaymentStatus::succeeded);
  EXPECT_EQ(payment.credited_at, kStart + minutes(5));
  EXPECT_EQ(payment.transaction, transaction_id(kAccount, ledger, 1));
}

TEST(PaymentInfo, SaysWhyAPaymentFailed) {
  Ledger ledger;
  begin_top_up(ledger, {.payment = {.fails = PaymentFailure::cancelled}, .amount = {1}}, nullptr,
               kStart);
  const PaymentInfo payment = payment_info(kAccount, ledger, 0);
  EXPECT_EQ(payment.status, PaymentStatus::failed);
  EXPECT_EQ(payment.failure, PaymentFailure::cancelled);
  EXPECT_FALSE(payment.credited_at);
}

TEST(PaymentId, DependsOnTheIndex) {
  const std::string id = payment_id(kAccount, 0);
  EXPECT_EQ(id.size(), 36U);
  EXPECT_TRUE(id.starts_with("pay_"));
  EXPECT_EQ(payment_id(kAccount, 0), id);
  EXPECT_NE(payment_id(kAccount, 1), id);
  Account other = kAccount;
  other.draws = SeededRandom(1, "other");
  EXPECT_NE(payment_id(other, 0), id);
}

}  // namespace
}  // namespace wavespeed_mock::payment_info_test
