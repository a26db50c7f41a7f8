#include "domain/billing/credit_balance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_balance_test {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;

void add(CreditBalance& credit_balance, CreditKind kind, std::int64_t micros,
         Timestamp expires = Timestamp::max()) {
  add_grant(credit_balance, {.kind = kind, .left = {micros}, .expires = expires});
}

std::vector<std::int64_t> left(const CreditBalance& credit_balance) {
  std::vector<std::int64_t> all;
  for (const CreditGrant& grant : credit_balance.grants) all.push_back(grant.left.micros);
  return all;
}

TEST(CreditBalance, SpendsByKindThenByExpiryThenByAge) {
  CreditBalance credit_balance;
  add(credit_balance, CreditKind::purchased, 10);                     // 0: never expires
  add(credit_balance, CreditKind::purchased, 10, kStart + hours(2));  // 1
  add(credit_balance, CreditKind::purchased, 10, kStart + hours(1));  // 2
  add(credit_balance, CreditKind::trial, 10);                         // 3
  add(credit_balance, CreditKind::coupon, 10, kStart + hours(9));     // 4
  add(credit_balance, CreditKind::coupon, 10, kStart + hours(9));     // 5
  std::vector<CreditSource> sources;
  for (std::uint32_t i = 0; i < 6; ++i)
    sources.push_back(spend(credit_balance, {10}, true, i).source);
  EXPECT_THAT(sources, ElementsAre(4, 5, 3, 2, 1, 0));
  EXPECT_EQ(credit_balance.left, Money{});
  EXPECT_TRUE(credit_balance.order.empty());
  EXPECT_TRUE(credit_balance.parts.empty()) << "each charge had one source";
}

TEST(CreditBalance, SpendsFromSeveralGrantsAndRefundsEach) {
  CreditBalance credit_balance;
  add(credit_balance, CreditKind::purchased, 10);
  add(credit_balance, CreditKind::trial, 3);
  add(credit_balance, CreditKind::coupon, 4);
  EXPECT_EQ(spend(credit_balance, {1}, true, 5).source, 2U);
  const Spent spent = spend(credit_balance, {8}, true, 6);
  EXPECT_EQ(spent.source, kFromSeveral);
  EXPECT_EQ(spent.from_line, Money{});
  EXPECT_THAT(left(credit_balance), ElementsAre(8, 0, 0));
  EXPECT_EQ(credit_balance.trial_left, Money{});
  EXPECT_EQ(spend(credit_balance, {2}, true, 7).source, 0U);

  EXPECT_EQ(give_back(credit_balance, spent.source, {8}, 6), Money{});
  EXPECT_THAT(left(credit_balance), ElementsAre(8, 3, 3));
  EXPECT_EQ(credit_balance.left, Money{14});
  EXPECT_EQ(credit_balance.trial_left, Money{3});
  EXPECT_THAT(credit_balance.order, ElementsAre(2, 1, 0));
}

TEST(CreditBalance, SpendsTrialCreditOnlyOnModelsThatAcceptIt) {
  CreditBalance credit_balance;
  add(credit_balance, CreditKind::purchased, 10);
  add(credit_balance, CreditKind::trial, 5);
  EXPECT_EQ(spendable(credit_balance, true), Money{15});
  EXPECT_EQ(spendable(credit_balance, false), Money{10});
  EXPECT_EQ(spend(credit_balance, {10}, false, 1).source, 0U);
  EXPECT_THAT(left(credit_balance), ElementsAre(0, 5));
  EXPECT_EQ(spendable(credit_balance, false), Money{});
}

TEST(CreditBalance, DrawsTheRestOnTheCreditLine) {
  CreditBalance credit_balance;
  add(credit_balance, CreditKind::purchased, 10);
  const Spent both = spend(credit_balance, {12}, true, 1);
  EXPECT_EQ(both.source, kFromSeveral);
  EXPECT_EQ(both.from_line, Money{2});
  const Spent line = spend(credit_balance, {5}, true, 2);
  EXPECT_EQ(line.source, kFromLine);
  EXPECT_EQ(line.from_line, Money{5});
  EXPECT_EQ(give_back(credit_balance, line.source, {5}, 2), Money{5});
  EXPECT_EQ(give_back(credit_balance, both.source, {12}, 1), Money{2});
  EXPECT_THAT(left(credit_balance), ElementsAre(10));
}

TEST(CreditBalance, PaysNothingWhenEmpty) {
  CreditBalance credit_balance;
  const Spent spent = spend(credit_balance, {}, true, 1);
  EXPECT_EQ(spent.source, kFromNothing);
  EXPECT_EQ(give_back(credit_balance, spent.source, {}, 1), Money{});
}

TEST(CreditBalance, ExpiresInChronologicalOrder) {
  CreditBalance credit_balance;
  add(credit_balance, CreditKind::coupon, 1, kStart + hours(3));
  add(credit_balance, CreditKind::purchased, 2, kStart + hours(1));
  add(credit_balance, CreditKind::trial, 3, kStart + hours(2));
  EXPECT_EQ(credit_balance.next_expiry, kStart + hours(1));
  EXPECT_FALSE(expire_next(credit_balance, kStart + hours(1) - Duration(1)));
  const auto first = expire_next(credit_balance, kStart + hours(5));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->grant, 1U);
  EXPECT_EQ(first->time, kStart + hours(1));
  EXPECT_EQ(first->amount, Money{2});
  EXPECT_EQ(expire_next(credit_balance, kStart + hours(5))->grant, 2U);
  EXPECT_EQ(credit_balance.trial_left, Money{});
  EXPECT_EQ(expire_next(credit_balance, kStart + hours(5))->grant, 0U);
  EXPECT_FALSE(expire_next(credit_balance, kStart + hours(5)));
  EXPECT_EQ(credit_balance.next_expiry, Timestamp::max());
  EXPECT_EQ(credit_balance.left, Money{});
}

TEST(CreditBalance, LetsARefundExpire) {
  CreditBalance credit_balance;
  add(credit_balance, CreditKind::purchased, 5, kStart + hours(1));
  const Spent spent = spend(credit_balance, {5}, true, 1);
  EXPECT_EQ(credit_balance.next_expiry, Timestamp::max()) << "nothing is left to expire";
  give_back(credit_balance, spent.source, {5}, 1);
  EXPECT_EQ(credit_balance.next_expiry, kStart + hours(1));
  EXPECT_EQ(expire_next(credit_balance, kStart + hours(7))->amount, Money{5});
}

TEST(CreditBalance, ChangesTheExpiryOfAGrant) {
  CreditBalance credit_balance;
  add(credit_balance, CreditKind::purchased, 5, kStart + hours(1));
  add(credit_balance, CreditKind::purchased, 5, kStart + hours(2));
  set_expiry(credit_balance, 0, kStart + hours(3));
  EXPECT_EQ(credit_balance.next_expiry, kStart + hours(2));
  EXPECT_THAT(credit_balance.order, ElementsAre(1, 0));
  spend(credit_balance, {5}, true, 1);
  set_expiry(credit_balance, 1, kStart);
  EXPECT_EQ(credit_balance.next_expiry, kStart + hours(3)) << "the other grant is spent";
}

}  // namespace
}  // namespace wavespeed_mock::credit_balance_test
