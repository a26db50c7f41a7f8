#include "domain/billing/bill_uuids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

#include "domain/billing/ledger.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::bill_uuids_test {
namespace {

using std::chrono::seconds;
using ::testing::MatchesRegex;

// An opening balance, a charge, its refund and a top-up.
class BillUuidsTest : public ::testing::Test {
 protected:
  BillUuidsTest() {
    add_credit(ledger_, LedgerEntry::Kind::opening, kStart, Money{20'000});
    charge(ledger_, task(7, model_, kStart, seconds(1), Money{20'000}, &failure_));
    post_due_entries(ledger_, kStart + seconds(1));
    add_credit(ledger_, LedgerEntry::Kind::top_up, kStart + seconds(2), Money{1});
  }

  const FailureRule failure_{.probability = 1, .code = 5000, .error = "internal"};
  const Model model_ = model_named("acme/model");
  const Account account_{.name = "acme", .draws = SeededRandom(0, "key")};
  Ledger ledger_;
};

TEST_F(BillUuidsTest, EveryEntryHasItsOwnId) {
  std::set<std::string> ids;
  for (std::size_t index = 0; index < ledger_.entries.size(); ++index) {
    const std::string id = transaction_id(account_, ledger_, index);
    EXPECT_THAT(id, MatchesRegex("txn_[0-9a-f]{32}"));
    EXPECT_EQ(find_transaction(account_, ledger_, id), index);
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 4U);
}

TEST_F(BillUuidsTest, ATransactionHasTheIdOfItsBill) {
  const BillPage page = list_bills(ledger_, {.oldest_first = true, .funds = true});
  for (std::size_t index = 0; index < page.items.size(); ++index) {
    std::string id = "txn_";
    append_bill_uuid(id, page.items[index], account_);
    EXPECT_EQ(transaction_id(account_, ledger_, index), id);
  }
}

TEST_F(BillUuidsTest, AnAccountFindsOnlyItsOwnIds) {
  const Account other{.name = "other", .draws = SeededRandom(0, "other-key")};
  const std::string id = transaction_id(account_, ledger_, 3);
  EXPECT_EQ(find_transaction(other, ledger_, id), std::nullopt);
  EXPECT_EQ(find_transaction(account_, ledger_, id.substr(4)), std::nullopt);
  EXPECT_EQ(find_transaction(account_, ledger_, ""), std::nullopt);
}

TEST_F(BillUuidsTest, AChargeAndItsRefundShareAnOrderId) {
  const auto bill = [&](std::size_t index) {
    return Bill{ledger_.entries[index], ledger_.entries[1], index};
  };
  const auto order = [&](const Bill& of) {
    std::string out = "order ";
    append_order_uuid(out, of, account_);
    return out;
  };
  EXPECT_THAT(order(bill(1)), MatchesRegex("order [0-9a-f]{32}"));
  EXPECT_EQ(order(bill(1)), order(bill(2)));
}

}  // namespace
}  // namespace wavespeed_mock::bill_uuids_test
