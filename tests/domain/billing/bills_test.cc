#include "domain/billing/bills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "domain/billing/ledger.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::bills_test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Money kCent{10'000};

// Entries of the ledger: 0 opening, 1 charge (cats), 2 charge (dogs, fails), 3 refund of 2 at five
// seconds, 4 charge (cats).
class BillsTest : public ::testing::Test {
 protected:
  BillsTest() {
    add_credit(ledger_, LedgerEntry::Kind::opening, kStart, Money{1'000'000});
    charge(ledger_, task(1, cats_, kStart + seconds(1), seconds(1), kCent));
    charge(ledger_, task(2, dogs_, kStart + seconds(2), seconds(3), kCent, &failure_));
    post_due_entries(ledger_, kStart + seconds(6));
    charge(ledger_, task(3, cats_, kStart + seconds(6), seconds(9), kCent));
  }

  std::vector<std::size_t> found(const BillQuery& query, std::size_t total) const {
    const BillPage page = list_bills(ledger_, query);
    EXPECT_EQ(page.total, total);
    std::vector<std::size_t> numbers;
    for (const Bill& bill : page.items) numbers.push_back(bill.number);
    return numbers;
  }

  const FailureRule failure_{.probability = 1, .code = 5000, .error = "internal"};
  const Model cats_ = model_named("acme/cats");
  const Model dogs_ = model_named("acme/dogs");
  Ledger ledger_;
};

TEST_F(BillsTest, ListChargesAndRefundsInEitherOrder) {
  EXPECT_THAT(found({}, 4), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(found({.oldest_first = true}, 4), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(found({.funds = true}, 5), ElementsAre(4, 3, 2, 1, 0));
}

TEST_F(BillsTest, ComeInPages) {
  EXPECT_THAT(found({.page = 1, .page_size = 3}, 4), ElementsAre(4, 3, 2));
  EXPECT_THAT(found({.page = 2, .page_size = 3}, 4), ElementsAre(1));
  EXPECT_THAT(found({.page = 2, .page_size = 3, .oldest_first = true}, 4), ElementsAre(4));
  EXPECT_THAT(found({.page = 3, .page_size = 3}, 4), IsEmpty());
}

TEST_F(BillsTest, AreFilteredByKindModelAndTask) {
  EXPECT_THAT(found({.refunds = false}, 3), ElementsAre(4, 2, 1));
  EXPECT_THAT(found({.charges = false}, 1), ElementsAre(3));
  EXPECT_THAT(found({.funds = true, .charges = false, .refunds = false}, 1), ElementsAre(0));
  EXPECT_THAT(found({.funds = true, .model = "acme/dogs"}, 2), ElementsAre(3, 2));
  EXPECT_THAT(found({.model = "acme/dog"}, 0), IsEmpty());
  EXPECT_THAT(found({.funds = true, .predictions = {{{2, 2}, {3, 3}, {9, 9}}}}, 3),
              ElementsAre(4, 3, 2));
  EXPECT_THAT(found({.funds = true, .predictions = {std::vector<PredictionId>()}}, 0), IsEmpty());
}

TEST_F(BillsTest, AreFilteredByTimeWithBothEnds) {
  EXPECT_THAT(found({.start = kStart + seconds(2), .end = kStart + seconds(5)}, 2),
              ElementsAre(3, 2));
  EXPECT_THAT(found({.start = kStart + seconds(2) + nanoseconds(1),
                     .end = kStart + seconds(5) - nanoseconds(1)},
                    0),
              IsEmpty());
}

// Compares every query for kinds and times, in pages of every size, with a linear search.
TEST(Bills, MatchALinearSearchForEveryFilter) {
  const FailureRule failure{.probability = 1, .code = 5000, .error = "internal"};
  const Model model = model_named("acme/model");
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, Money{1'000'000});
  // Runs of charges and refunds of every length up to four, with top-ups in between.
  for (std::uint64_t i = 1; i <= 24; ++i) {
    const Timestamp now = kStart + seconds(i);
    post_due_entries(ledger, now);
    if (i % 5 == 0) add_credit(ledger, LedgerEntry::Kind::top_up, now, kCent, now + seconds(3));
    const bool fails = i % 3 != 0;
    charge(ledger, task(i, model, now, seconds(1 + i % 5), kCent, fails ? &failure : nullptr));
  }
  post_due_entries(ledger, kStart + seconds(60));

  const auto& entries = ledger.entries;
  ASSERT_EQ(entries.size(), 24U + 16 + 1 + 4 + ledger.expiries.size());
  ASSERT_FALSE(ledger.expiries.empty());
  for (unsigned kinds = 0; kinds < 16; ++kinds) {
    BillQuery query{.page_size = 7,
                    .oldest_first = true,
                    .funds = (kinds & 4) != 0,
                    .expiries = (kinds & 8) != 0,
                    .charges = (kinds & 1) != 0,
                    .refunds = (kinds & 2) != 0};
    for (int start = -1; start < 32; ++start) {
      for (int end = start; end < 32; ++end) {
        query.start = kStart + seconds(start);
        query.end = kStart + seconds(end);
        std::vector<std::size_t> wanted;
        for (std::size_t i = 0; i < entries.size(); ++i) {
          const unsigned bit = entries[i].kind == LedgerEntry::Kind::charge   ? 1
                               : entries[i].kind == LedgerEntry::Kind::refund ? 2
                               : entries[i].kind == LedgerEntry::Kind::expiry ? 8
                                                                              : 4;
          const bool of_kind = (kinds & bit) != 0;
          if (of_kind && entries[i].time >= query.start && entries[i].time <= query.end) {
            wanted.push_back(i);
          }
        }
        std::vector<std::size_t> found;
        query.page = 1;
        do {
          const BillPage page = list_bills(ledger, query);
          ASSERT_EQ(page.total, wanted.size());
          for (const Bill& bill : page.items) found.push_back(bill.number);
        } while (query.page++ * query.page_size < wanted.size());
        ASSERT_EQ(found, wanted) << kinds << " from " << start << " to " << end;
      }
    }
  }
}

TEST_F(BillsTest, LinkRefundsToTheirCharge) {
  const BillPage page = list_bills(ledger_, {});
  ASSERT_EQ(page.items.size(), 4U);
  EXPECT_EQ(page.items[1].entry.kind, LedgerEntry::Kind::refund);
  EXPECT_EQ(page.items[1].charge.time, kStart + seconds(2));
  EXPECT_EQ(page.items[1].charge.ended_at, kStart + seconds(5));
  EXPECT_EQ(page.items[0].charge.time, page.items[0].entry.time);
  EXPECT_EQ(page.items[0].charge.ended_at, kStart + seconds(15));
}

TEST(PaymentMethodOf, IsTheGivenMethodOrFollowsFromTheKind) {
  using Kind = LedgerEntry::Kind;
  EXPECT_EQ(payment_method_of({.kind = Kind::top_up, .method = PaymentMethod::alipay}), "alipay");
  EXPECT_EQ(payment_method_of({.kind = Kind::payment, .method = PaymentMethod::stripe}), "stripe");
  EXPECT_EQ(payment_method_of({.kind = Kind::opening}), "credit");
  EXPECT_EQ(payment_method_of({.kind = Kind::top_up}), "credit");
  EXPECT_EQ(payment_method_of({.kind = Kind::coupon}), "coupon");
  EXPECT_EQ(payment_method_of({.kind = Kind::trial}), "trial");
  EXPECT_EQ(payment_method_of({.kind = Kind::payment}), "monthly_bill");
}

}  // namespace
}  // namespace wavespeed_mock::bills_test
