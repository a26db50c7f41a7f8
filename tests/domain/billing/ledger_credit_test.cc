// The ledger with several kinds of credit, expiry and a credit line.
#include <gtest/gtest.h>

#include <chrono>

#include "domain/billing/credit_balance.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/credit_use.h"
#include "domain/billing/ledger.h"
#include "domain/billing/payments.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_use::ledger_credit_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using Kind = LedgerEntry::Kind;

TEST(LedgerCredit, ExpiresOvernight) {
  Ledger ledger;
  add_credit(ledger, Kind::opening, kStart, {50'000}, kStart + days(365));
  add_credit(ledger, Kind::coupon, kStart, {20'000}, kStart + days(30));
  charge(ledger, task(1, kModel, kStart + hours(1), seconds(1), {5'000}));
  post_due_entries(ledger, kStart + days(30) - Duration(1));
  EXPECT_EQ(ledger.balance, Money{65'000});
  post_due_entries(ledger, kStart + days(400));
  EXPECT_EQ(ledger.balance, Money{});
  ASSERT_EQ(ledger.entries.size(), 5U);
  EXPECT_EQ(ledger.entries[3].kind, Kind::expiry);
  EXPECT_EQ(ledger.entries[3].time, kStart + days(30)) << "dated at the time of the expiry";
  EXPECT_EQ(ledger.entries[3].amount, Money{-15'000});
  EXPECT_EQ(ledger.entries[3].source, 1U);
  EXPECT_EQ(ledger.entries[4].amount, Money{-50'000});
  EXPECT_TRUE(find_credit_problem(ledger, kModel, {1}));
}

TEST(LedgerCredit, ExpiresARefundOfExpiredCredit) {
  Ledger ledger;
  add_credit(ledger, Kind::opening, kStart, {50'000});
  add_credit(ledger, Kind::coupon, kStart, {20'000}, kStart + hours(1));
  charge(ledger, task(1, kModel, kStart, hours(2), {30'000}, &kServiceFault));
  post_due_entries(ledger, kStart + hours(1));
  EXPECT_EQ(ledger.balance, Money{40'000});
  post_due_entries(ledger, kStart + hours(3));
  EXPECT_EQ(ledger.balance, Money{50'000}) << "the coupon's part has expired with the coupon";
  ASSERT_EQ(ledger.entries.size(), 5U);
  EXPECT_EQ(ledger.entries[3].kind, Kind::refund);
  EXPECT_EQ(ledger.entries[3].amount, Money{30'000});
  EXPECT_EQ(ledger.entries[4].kind, Kind::expiry);
  EXPECT_EQ(ledger.entries[4].amount, Money{-20'000});
  EXPECT_EQ(ledger.entries[4].time, kStart + hours(2));
}

TEST(LedgerCredit, ExplainsWhatTrialCreditIsGoodFor) {
  Ledger ledger;
  add_credit(ledger, Kind::trial, kStart, {1'000'000});
  EXPECT_FALSE(find_credit_problem(ledger, kModel, {10'000}));
  const auto problem = find_credit_problem(ledger, kPicky, {10'000});
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->code, 1407);
  EXPECT_EQ(problem->reason,
            "the task costs $0.01, the balance is $1, of which $1 is trial credit, which the model "
            "does not accept");
}

TEST(LedgerCredit, GoesBelowZeroOnlyOnACreditLine) {
  Ledger ledger;
  add_credit(ledger, Kind::opening, kStart, {5'000'000});
  give_line(ledger, {20'000'000});
  EXPECT_FALSE(find_credit_problem(ledger, kModel, {25'000'000}));
  EXPECT_TRUE(find_credit_problem(ledger, kModel, {25'000'001}));
  charge(ledger, task(1, kModel, kStart, hours(1), {15'000'000}));
  EXPECT_EQ(ledger.balance, Money{-10'000'000});
  EXPECT_EQ(ledger.credit_line->owed, Money{10'000'000});

  post_due_entries(ledger, kStart + days(38));
  EXPECT_EQ(ledger.credit_line->state, CreditLineState::paused);
  const auto refused = find_credit_problem(ledger, kModel, {1});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->reason,
            "the task costs $0.000001, the balance is -$10, and the credit line is paused with $0 "
            "left");
  add_credit(ledger, Kind::top_up, kStart + days(38), {1'000'000});
  EXPECT_FALSE(find_credit_problem(ledger, kModel, {1'000'000})) << "prepaid use continues";

  EXPECT_EQ(pay_bill(ledger, kStart + days(39)), Money{10'000'000});
  EXPECT_EQ(ledger.entries.back().kind, Kind::payment);
  EXPECT_EQ(ledger.balance, Money{1'000'000});
  EXPECT_FALSE(find_credit_problem(ledger, kModel, {21'000'000}));
}

TEST(LedgerCredit, RefundsCreditLineUseToTheCreditLine) {
  Ledger ledger;
  add_credit(ledger, Kind::opening, kStart, {5'000'000});
  give_line(ledger, {20'000'000});
  charge(ledger, task(1, kModel, kStart, hours(1), {7'000'000}, &kServiceFault));
  post_due_entries(ledger, kStart + hours(1));
  EXPECT_EQ(ledger.balance, Money{5'000'000});
  EXPECT_EQ(ledger.credit_line->owed, Money{});
  EXPECT_EQ(ledger.credit_balance.left, Money{5'000'000});
}

}  // namespace
}  // namespace wavespeed_mock::credit_use::ledger_credit_test
