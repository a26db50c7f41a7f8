#include "domain/bills.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "domain/ledger.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Money kCent{10'000};

// Places in the ledger: 0 opening, 1 charge (cats), 2 charge (dogs, fails), 3 refund of 2 at five
// seconds, 4 charge (cats).
class BillsTest : public ::testing::Test {
 protected:
  BillsTest() {
    open_balance(ledger_, kStart, Money{1'000'000});
    charge(ledger_, task(1, cats_, kStart + seconds(1), seconds(1), kCent));
    charge(ledger_, task(2, dogs_, kStart + seconds(2), seconds(3), kCent, &failure_));
    settle(ledger_, kStart + seconds(6));
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

TEST_F(BillsTest, AreChargesAndRefundsInEitherOrder) {
  EXPECT_THAT(found({}, 4), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(found({.oldest_first = true}, 4), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(found({.credits = true}, 5), ElementsAre(4, 3, 2, 1, 0));
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
  EXPECT_THAT(found({.credits = true, .charges = false, .refunds = false}, 1), ElementsAre(0));
  EXPECT_THAT(found({.credits = true, .model = "acme/dogs"}, 2), ElementsAre(3, 2));
  EXPECT_THAT(found({.model = "acme/dog"}, 0), IsEmpty());
  EXPECT_THAT(found({.credits = true, .predictions = {{{2, 2}, {3, 3}, {9, 9}}}}, 3),
              ElementsAre(4, 3, 2));
  EXPECT_THAT(found({.credits = true, .predictions = {std::vector<PredictionId>()}}, 0), IsEmpty());
}

TEST_F(BillsTest, AreFilteredByTimeWithBothEnds) {
  EXPECT_THAT(found({.start = kStart + seconds(2), .end = kStart + seconds(5)}, 2),
              ElementsAre(3, 2));
  EXPECT_THAT(found({.start = kStart + seconds(2) + nanoseconds(1),
                     .end = kStart + seconds(5) - nanoseconds(1)},
                    0),
              IsEmpty());
}

TEST_F(BillsTest, KnowTheirCharge) {
  const BillPage page = list_bills(ledger_, {});
  ASSERT_EQ(page.items.size(), 4U);
  EXPECT_EQ(page.items[1].entry.kind, LedgerEntry::Kind::refund);
  EXPECT_EQ(page.items[1].charge.time, kStart + seconds(2));
  EXPECT_EQ(page.items[1].charge.ended_at, kStart + seconds(5));
  EXPECT_EQ(page.items[0].charge.time, page.items[0].entry.time);
  EXPECT_EQ(page.items[0].charge.ended_at, kStart + seconds(15));
}

}  // namespace
}  // namespace wavespeed_mock
