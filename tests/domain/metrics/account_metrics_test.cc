#include "domain/metrics/account_metrics.h"

#include <gtest/gtest.h>

#include <chrono>

#include "domain/billing/ledger.h"
#include "store/memory_store.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::account_metrics_test {
namespace {

using std::chrono::seconds;

const Model kPicture{{{.id = "acme/picture", .type = "text-to-image"}}};
const Model kFilm{{{.id = "acme/film", .type = "text-to-video"}}};
const FailureRule kOfTheService{.probability = 1, .code = 1405, .error = "broken"};
const FailureRule kOfTheRequest{.probability = 1, .code = 1400, .error = "wrong"};

class AccountMetricsTest : public testing::Test {
 protected:
  StoredAccount& account(const std::string& name) {
    return store_->account_of(name, [&] {
      AccountState state;
      add_credit(state.ledger, LedgerEntry::Kind::opening, kStart, Money::from_usd(100));
      return Store::FreshAccount({.name = name, .tag = name, .draws = SeededRandom(0, name)},
                                 state);
    });
  }
  void charge_to(StoredAccount& cell, const Model& model, seconds runs,
                 const FailureRule* failure = nullptr) {
    cell.with(kStart, [&](AccountState& state, Timestamp) {
      charge(state.ledger, task(++last_, model, kStart, runs, Money::from_usd(2), failure));
    });
  }
  TaskTotals at(seconds time, const char* type = "text-to-image") {
    return totals_of(*store_, kStart + time).tasks[type];
  }

  const std::unique_ptr<Store> store_ = make_memory_store();
  std::uint64_t last_ = 0;
};

TEST_F(AccountMetricsTest, AddsUpAllAccountsByModelType) {
  charge_to(account("one"), kPicture, seconds(10));
  charge_to(account("two"), kPicture, seconds(10));
  charge_to(account("two"), kFilm, seconds(10));
  EXPECT_EQ(at(seconds(0)).submitted, 2U);
  EXPECT_EQ(at(seconds(0)).charged_micros, 4e6);
  EXPECT_EQ(at(seconds(0), "text-to-video").submitted, 1U);
  EXPECT_EQ(totals_of(*store_, kStart).accounts, 2U);
}

TEST_F(AccountMetricsTest, CountsEndedTasksWithoutPostingThem) {
  StoredAccount& one = account("one");
  charge_to(one, kPicture, seconds(10));
  charge_to(one, kPicture, seconds(20), &kOfTheService);
  charge_to(one, kPicture, seconds(30), &kOfTheRequest);
  const auto expect = [&](seconds time, std::uint64_t completed, std::uint64_t failed, double usd) {
    SCOPED_TRACE(time.count());
    EXPECT_EQ(at(time).completed, completed);
    EXPECT_EQ(at(time).failed, failed);
    EXPECT_EQ(at(time).refunded_micros, usd * 1e6);
  };
  const auto expect_all = [&] {
    expect(seconds(30), 1, 2, 2);
    EXPECT_EQ(at(seconds(30)).submitted, 3U);
    EXPECT_EQ(at(seconds(30)).charged_micros, 6e6);
  };
  expect(seconds(9), 0, 0, 0);
  expect(seconds(10), 1, 0, 0);
  expect(seconds(20), 1, 1, 2);
  expect_all();
  EXPECT_EQ(one.modify([](AccountState& state) { return state.ledger.open.size(); }), 3U);
  EXPECT_EQ(one.modify([](AccountState& state) { return state.last_seen; }), kStart);

  one.with(kStart + seconds(30),
           [](AccountState& state, Timestamp now) { post_due_entries(state.ledger, now); });
  expect_all();
}

TEST_F(AccountMetricsTest, LeavesOutTheHistoryOfFixtures) {
  account("one").with(kStart, [](AccountState& state, Timestamp now) {
    book_history(state.ledger, now, kPicture, 10, 9, Money::from_usd(5));
  });
  EXPECT_EQ(at(seconds(0)).submitted, 0U);
  EXPECT_EQ(at(seconds(0)).charged_micros, 0);
}

TEST_F(AccountMetricsTest, AddsUpMoreThanMoneyHolds) {
  constexpr int kCharges = 10'000;
  account("rich").modify([](AccountState& state) {
    for (int i = 1; i <= kCharges; ++i) {
      state.ledger.entries.push_back({.kind = LedgerEntry::Kind::charge,
                                      .amount = -Money::from_usd(1e9),
                                      .model = &kPicture,
                                      .prediction = {1, static_cast<std::uint64_t>(i)}});
    }
  });
  EXPECT_EQ(at(seconds(0)).charged_micros, 1e15 * kCharges);
}

}  // namespace
}  // namespace wavespeed_mock::account_metrics_test
