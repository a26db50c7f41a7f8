#include "api/bill_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "domain/accounts/key_info.h"
#include "domain/billing/bill_uuids.h"
#include "domain/billing/ledger.h"
#include "store/memory_store.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::bill_json_test {
namespace {

using std::chrono::seconds;
using ::testing::MatchesRegex;

// A charge at kStart for a task that runs from second 1 to second 10, and then fails.
class BillJsonTest : public ::testing::Test {
 protected:
  BillJsonTest() {
    auto stored = std::make_shared<Prediction>(
        task(7, model_, kStart, seconds(10), Money{20'000}, &failure_));
    stored->started_at = kStart + seconds(1);
    add_credit(ledger_, LedgerEntry::Kind::opening, kStart, Money{20'000});
    charge(ledger_, *stored);
    store_->add_prediction(std::move(stored));
  }
  Bill bill(std::size_t newest = 0) const { return list_bills(ledger_, {}).items.at(newest); }

  std::string uuid(const Bill& bill, const Account& account) const {
    std::string out;
    append_bill_uuid(out, bill, account);
    return out;
  }
  nlohmann::json shown(const Bill& bill, Timestamp now) const {
    std::string out;
    BillJson(account_, nullptr, *store_, now).append(out, bill);
    return nlohmann::json::parse(out);
  }
  nlohmann::json exported(const Bill& bill, Timestamp now) const {
    std::string out;
    BillJson(account_, nullptr, *store_, now).append_exported(out, bill);
    return nlohmann::json::parse(out);
  }

  const FailureRule failure_{.probability = 1, .code = 5000, .error = "internal"};
  const Model model_ = model_named("acme/model");
  const Account account_{.name = "acme", .draws = SeededRandom(0, "key")};
  std::unique_ptr<Store> store_ = make_memory_store();
  Ledger ledger_;
};

TEST_F(BillJsonTest, IdsDependOnTheTaskNotItsIndex) {
  Ledger other;
  add_credit(other, LedgerEntry::Kind::opening, kStart, Money{2});
  charge(other, task(8, model_, kStart, seconds(1), Money{1}));
  charge(other, task(7, model_, kStart, seconds(1), Money{1}));
  const BillPage page = list_bills(other, {});
  EXPECT_EQ(uuid(page.items[0], account_), uuid(bill(), account_));
  EXPECT_NE(uuid(page.items[1], account_), uuid(bill(), account_));
  EXPECT_THAT(uuid(bill(), account_), MatchesRegex("[0-9a-f]{32}"));
  const Account stranger{.name = "acme", .draws = SeededRandom(0, "another key")};
  EXPECT_NE(uuid(bill(), stranger), uuid(bill(), account_));
  EXPECT_NE(access_key_id(stranger, 0), access_key_id(account_, 0));
  EXPECT_THAT(access_key_id(account_, 0), MatchesRegex("[0-9]+_[0-9]+"));
}

TEST_F(BillJsonTest, StatusIsThatOfTheTask) {
  EXPECT_EQ(task_status(bill(), *store_, kStart), "created");
  EXPECT_EQ(task_status(bill(), *store_, kStart + seconds(1)), "processing");
  post_due_entries(ledger_, kStart + seconds(10));
  EXPECT_EQ(task_status(bill(), *store_, kStart + seconds(10)), "failed");
  store_->remove_prediction({7, 7});
  EXPECT_EQ(task_status(bill(), *store_, kStart), "processing");
  EXPECT_EQ(task_status(bill(), *store_, kStart + seconds(10)), "failed");
}

TEST_F(BillJsonTest, AmountsAreSignedInExportsOnly) {
  const Timestamp end = kStart + seconds(10);
  post_due_entries(ledger_, end);
  const Bill refund = bill(0);
  const Bill deduct = bill(1);
  EXPECT_EQ(shown(deduct, end)["price"], 0.02);
  EXPECT_EQ(shown(refund, end)["price"], 0.02);
  EXPECT_EQ(exported(deduct, end)["price"], -0.02);
  EXPECT_EQ(exported(refund, end)["price"], 0.02);
  EXPECT_EQ(shown(refund, end)["access_key_name"], "acme");
  EXPECT_NE(uuid(refund, account_), uuid(deduct, account_));
}

TEST_F(BillJsonTest, HasItsFieldsInOrder) {
  std::string out = "[";
  const Account account{.name = "a \"b\"", .draws = SeededRandom(0, "key")};
  const BillJson bills(account, nullptr, *store_, kStart + seconds(2));
  bills.append(out, bill());
  out += ',';
  bills.append_exported(out, bill());
  EXPECT_THAT(
      out,
      MatchesRegex(
          R"(\[\{"uuid":"[0-9a-f]{32}","access_key_id":"[0-9]+_[0-9]+","access_key_name":"a \\"b\\"",)"
          R"("billing_type":"deduct","price":0.02,"created_at":"[-0-9T:.]+Z","updated_at":"[-0-9T:.]+Z",)"
          R"("order":\{"uuid":"[0-9a-f]{32}","state":"pre","price":0.02,"origin_price":0.02,"status":"",)"
          R"("ak_id":[0-9]+\},"prediction":\{"uuid":"00000000000000070000000000000007",)"
          R"("model_uuid":"acme/model","status":"processing"\}\},)"
          R"(\{"uuid":"[0-9a-f]{32}","access_key_id":"[0-9]+_[0-9]+","access_key_name":"a \\"b\\"",)"
          R"("billing_type":"deduct","price":-0.02,"created_at":"[-0-9T:.]+Z","updated_at":"[-0-9T:.]+Z",)"
          R"("prediction":\{"uuid":"00000000000000070000000000000007",)"
          R"("model_uuid":"acme/model","status":"processing"\}\})"));
}

TEST_F(BillJsonTest, KeepsThePriceBeforeADiscount) {
  post_due_entries(ledger_, kStart + seconds(10));  // refunds the other
  charge(ledger_, task(8, model_, kStart + seconds(10), seconds(1), Money{15'000}), Money{20'000},
         0);
  const nlohmann::json charged = shown(bill(), kStart + seconds(10));
  EXPECT_EQ(charged["price"], 0.015);
  EXPECT_EQ(charged["order"]["price"], 0.015);
  EXPECT_EQ(charged["order"]["origin_price"], 0.02);
}

TEST_F(BillJsonTest, HasNoTaskIdForAHistoryEntry) {
  Ledger history;
  add_credit(history, LedgerEntry::Kind::opening, kStart, {5'000'000});
  book_history(history, kStart, model_, 40, 39, Money{3'000'000});
  const Bill line = list_bills(history, {}).items.at(0);
  EXPECT_EQ(shown(line, kStart)["prediction"]["uuid"], "");
  EXPECT_EQ(shown(line, kStart)["price"], 3.0);
  EXPECT_EQ(shown(line, kStart)["order"]["origin_price"], 3.0);
  EXPECT_EQ(shown(line, kStart)["order"]["state"], "done");
}

}  // namespace
}  // namespace wavespeed_mock::bill_json_test
