#include "api/bill_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "domain/ledger.h"
#include "store/memory_store.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {
namespace {

using std::chrono::seconds;
using ::testing::MatchesRegex;

// A charge at kStart of a task that runs from one to ten seconds later, and then fails.
class BillJsonTest : public ::testing::Test {
 protected:
  BillJsonTest() {
    auto stored = std::make_shared<Prediction>(
        task(7, model_, kStart, seconds(10), Money{20'000}, &failure_));
    stored->started_at = kStart + seconds(1);
    charge(ledger_, *stored);
    store_->add_prediction(std::move(stored));
  }
  Bill bill(std::size_t newest = 0) const { return list_bills(ledger_, {}).items.at(newest); }

  const FailureRule failure_{.probability = 1, .code = 5000, .error = "internal"};
  const Model model_ = model_named("acme/model");
  const Account account_{.name = "acme", .draws = Draws(0, "key")};
  std::unique_ptr<Store> store_ = make_memory_store();
  Ledger ledger_;
};

TEST_F(BillJsonTest, IdsFollowFromTheTaskNotFromItsPlace) {
  Ledger other;
  open_balance(other, kStart, Money{1});
  charge(other, task(8, model_, kStart, seconds(1), Money{1}));
  charge(other, task(7, model_, kStart, seconds(1), Money{1}));
  const BillPage page = list_bills(other, {});
  EXPECT_EQ(bill_uuid(page.items[0], account_), bill_uuid(bill(), account_));
  EXPECT_NE(bill_uuid(page.items[1], account_), bill_uuid(bill(), account_));
  EXPECT_THAT(bill_uuid(bill(), account_), MatchesRegex("[0-9a-f]{32}"));
  const Account stranger{.name = "acme", .draws = Draws(0, "another key")};
  EXPECT_NE(bill_uuid(bill(), stranger), bill_uuid(bill(), account_));
  EXPECT_NE(access_key_id(stranger), access_key_id(account_));
  EXPECT_THAT(access_key_id(account_), MatchesRegex("[0-9]+_[0-9]+"));
}

TEST_F(BillJsonTest, StatusIsTheTasksOwn) {
  EXPECT_EQ(task_status(bill(), *store_, kStart), "created");
  EXPECT_EQ(task_status(bill(), *store_, kStart + seconds(1)), "processing");
  settle(ledger_, kStart + seconds(10));
  EXPECT_EQ(task_status(bill(), *store_, kStart + seconds(10)), "failed");
  store_->remove_prediction({7, 7});
  EXPECT_EQ(task_status(bill(), *store_, kStart), "processing");
  EXPECT_EQ(task_status(bill(), *store_, kStart + seconds(10)), "failed");
}

TEST_F(BillJsonTest, AmountsArePositiveUntilTheyAreExported) {
  const Timestamp end = kStart + seconds(10);
  settle(ledger_, end);
  const Bill refund = bill(0);
  const Bill deduct = bill(1);
  EXPECT_EQ(bill_json(deduct, account_, *store_, end)["price"], 0.02);
  EXPECT_EQ(bill_json(refund, account_, *store_, end)["price"], 0.02);
  EXPECT_EQ(exported_bill_json(deduct, account_, *store_, end)["price"], -0.02);
  EXPECT_EQ(exported_bill_json(refund, account_, *store_, end)["price"], 0.02);
  EXPECT_EQ(bill_json(refund, account_, *store_, end)["access_key_name"], "acme");
  EXPECT_NE(bill_uuid(refund, account_), bill_uuid(deduct, account_));
}

}  // namespace
}  // namespace wavespeed_mock
