#include "domain/purse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "support/domain_tasks.h"

namespace wavespeed_mock {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;

void add(Purse& purse, CreditKind kind, std::int64_t micros, Timestamp expires = Timestamp::max()) {
  add_grant(purse, {.kind = kind, .left = {micros}, .expires = expires});
}

std::vector<std::int64_t> left(const Purse& purse) {
  std::vector<std::int64_t> all;
  for (const CreditGrant& grant : purse.grants) all.push_back(grant.left.micros);
  return all;
}

TEST(Purse, SpendsByKindThenByEndThenByAge) {
  Purse purse;
  add(purse, CreditKind::purchased, 10);                     // 0: never ends
  add(purse, CreditKind::purchased, 10, kStart + hours(2));  // 1
  add(purse, CreditKind::purchased, 10, kStart + hours(1));  // 2
  add(purse, CreditKind::trial, 10);                         // 3
  add(purse, CreditKind::coupon, 10, kStart + hours(9));     // 4
  add(purse, CreditKind::coupon, 10, kStart + hours(9));     // 5
  std::vector<CreditSource> sources;
  for (std::uint32_t i = 0; i < 6; ++i) sources.push_back(spend(purse, {10}, true, i).source);
  EXPECT_THAT(sources, ElementsAre(4, 5, 3, 2, 1, 0));
  EXPECT_EQ(purse.left, Money{});
  EXPECT_TRUE(purse.order.empty());
  EXPECT_TRUE(purse.parts.empty()) << "each had one source";
}

TEST(Purse, SpendsFromSeveralSourcesAndGivesBackToEach) {
  Purse purse;
  add(purse, CreditKind::purchased, 10);
  add(purse, CreditKind::trial, 3);
  add(purse, CreditKind::coupon, 4);
  EXPECT_EQ(spend(purse, {1}, true, 5).source, 2U);
  const Spent spent = spend(purse, {8}, true, 6);
  EXPECT_EQ(spent.source, kFromSeveral);
  EXPECT_EQ(spent.from_line, Money{});
  EXPECT_THAT(left(purse), ElementsAre(8, 0, 0));
  EXPECT_EQ(purse.trial_left, Money{});
  EXPECT_EQ(spend(purse, {2}, true, 7).source, 0U);

  EXPECT_EQ(give_back(purse, spent.source, {8}, 6), Money{});
  EXPECT_THAT(left(purse), ElementsAre(8, 3, 3));
  EXPECT_EQ(purse.left, Money{14});
  EXPECT_EQ(purse.trial_left, Money{3});
  EXPECT_THAT(purse.order, ElementsAre(2, 1, 0));
}

TEST(Purse, LeavesTrialCreditToModelsThatTakeIt) {
  Purse purse;
  add(purse, CreditKind::purchased, 10);
  add(purse, CreditKind::trial, 5);
  EXPECT_EQ(spendable(purse, true), Money{15});
  EXPECT_EQ(spendable(purse, false), Money{10});
  EXPECT_EQ(spend(purse, {10}, false, 1).source, 0U);
  EXPECT_THAT(left(purse), ElementsAre(0, 5));
  EXPECT_EQ(spendable(purse, false), Money{});
}

TEST(Purse, DrawsTheRestOnTheCreditLine) {
  Purse purse;
  add(purse, CreditKind::purchased, 10);
  const Spent both = spend(purse, {12}, true, 1);
  EXPECT_EQ(both.source, kFromSeveral);
  EXPECT_EQ(both.from_line, Money{2});
  const Spent line = spend(purse, {5}, true, 2);
  EXPECT_EQ(line.source, kFromLine);
  EXPECT_EQ(line.from_line, Money{5});
  EXPECT_EQ(give_back(purse, line.source, {5}, 2), Money{5});
  EXPECT_EQ(give_back(purse, both.source, {12}, 1), Money{2});
  EXPECT_THAT(left(purse), ElementsAre(10));
}

TEST(Purse, PaysNothingWithNothing) {
  Purse purse;
  const Spent spent = spend(purse, {}, true, 1);
  EXPECT_EQ(spent.source, kFromNothing);
  EXPECT_EQ(give_back(purse, spent.source, {}, 1), Money{});
}

TEST(Purse, ExpiresInTheOrderOfTime) {
  Purse purse;
  add(purse, CreditKind::coupon, 1, kStart + hours(3));
  add(purse, CreditKind::purchased, 2, kStart + hours(1));
  add(purse, CreditKind::trial, 3, kStart + hours(2));
  EXPECT_EQ(purse.next_expiry, kStart + hours(1));
  EXPECT_FALSE(expire_next(purse, kStart + hours(1) - Duration(1)));
  const auto first = expire_next(purse, kStart + hours(5));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->grant, 1U);
  EXPECT_EQ(first->time, kStart + hours(1));
  EXPECT_EQ(first->amount, Money{2});
  EXPECT_EQ(expire_next(purse, kStart + hours(5))->grant, 2U);
  EXPECT_EQ(purse.trial_left, Money{});
  EXPECT_EQ(expire_next(purse, kStart + hours(5))->grant, 0U);
  EXPECT_FALSE(expire_next(purse, kStart + hours(5)));
  EXPECT_EQ(purse.next_expiry, Timestamp::max());
  EXPECT_EQ(purse.left, Money{});
}

TEST(Purse, GivesBackWhatHasExpiredToExpireAgain) {
  Purse purse;
  add(purse, CreditKind::purchased, 5, kStart + hours(1));
  const Spent spent = spend(purse, {5}, true, 1);
  EXPECT_EQ(purse.next_expiry, Timestamp::max()) << "nothing is left to expire";
  give_back(purse, spent.source, {5}, 1);
  EXPECT_EQ(purse.next_expiry, kStart + hours(1));
  EXPECT_EQ(expire_next(purse, kStart + hours(7))->amount, Money{5});
}

TEST(Purse, PutsAnEndElsewhere) {
  Purse purse;
  add(purse, CreditKind::purchased, 5, kStart + hours(1));
  add(purse, CreditKind::purchased, 5, kStart + hours(2));
  set_expiry(purse, 0, kStart + hours(3));
  EXPECT_EQ(purse.next_expiry, kStart + hours(2));
  EXPECT_THAT(purse.order, ElementsAre(1, 0));
  spend(purse, {5}, true, 1);
  set_expiry(purse, 1, kStart);
  EXPECT_EQ(purse.next_expiry, kStart + hours(3)) << "there is nothing left of the other";
}

}  // namespace
}  // namespace wavespeed_mock
