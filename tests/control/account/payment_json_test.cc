#include "control/account/payment_json.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "domain/billing/bill_uuids.h"
#include "domain/billing/ledger.h"
#include "domain/billing/payment_info.h"
#include "domain/billing/payments.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::payment_json_test {
namespace {

using nlohmann::ordered_json;
using std::chrono::minutes;

const Account kAccount{.name = "team", .tag = "5f3a09c2", .draws = SeededRandom(1, "key")};

TEST(PaymentJson, ShowsAPaymentFromPendingToSucceeded) {
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, {1});
  begin_top_up(ledger,
               {.payment = {.method = PaymentMethod::wechat_pay},
                .amount = {2'500'000},
                .arrives_in = minutes(5)},
               nullptr, kStart);
  ordered_json expected = {{"id", payment_id(kAccount, 0)},
                           {"purpose", "top_up"},
                           {"method", "wechat_pay"},
                           {"usd", 2.5},
                           {"status", "pending"},
                           {"failure", nullptr},
                           {"coupon", nullptr},
                           {"created_at", "2026-01-01T00:00:00.000000000Z"},
                           {"credited_at", nullptr},
                           {"transaction", nullptr}};
  EXPECT_EQ(payment_json(kAccount, ledger, 0), expected);
  post_due_entries(ledger, kStart + minutes(5));
  expected["status"] = "succeeded";
  expected["credited_at"] = "2026-01-01T00:05:00.000000000Z";
  expected["transaction"] = transaction_id(kAccount, ledger, 1);
  EXPECT_EQ(payment_json(kAccount, ledger, 0), expected);
}

TEST(PaymentJson, SaysWhyAPaymentFailed) {
  Ledger ledger;
  begin_top_up(ledger,
               {.payment = {.method = PaymentMethod::paypal, .fails = PaymentFailure::cancelled},
                .amount = {1}},
               nullptr, kStart);
  const ordered_json shown = payment_json(kAccount, ledger, 0);
  EXPECT_EQ(shown["status"], "failed");
  EXPECT_EQ(shown["failure"], "cancelled");
  EXPECT_TRUE(shown["credited_at"].is_null());
}

TEST(PaymentJson, HasNoMethodForACoupon) {
  Ledger ledger;
  redeem(ledger, {.code = "WELCOME", .amount = {5}}, kStart);
  const ordered_json shown = payment_json(kAccount, ledger, 0);
  EXPECT_TRUE(shown["method"].is_null());
  EXPECT_EQ(shown["coupon"], "WELCOME");
  EXPECT_EQ(shown["purpose"], "coupon");
}

}  // namespace
}  // namespace wavespeed_mock::payment_json_test
