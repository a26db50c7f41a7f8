#include "domain/billing/ledger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "support/domain_tasks.h"

namespace wavespeed_mock::ledger_test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using Kind = LedgerEntry::Kind;

constexpr Money kPrice{12'000};
const Model kModel{{{.id = "acme/model", .type = "text-to-image", .unit_price = kPrice}}};
const FailureRule kServiceFault{.probability = 1, .code = 5000, .error = "internal"};
const FailureRule kRequestFault{.probability = 1, .code = 1200, .error = "moderation"};

Ledger opened(Money balance) {
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, balance);
  return ledger;
}

Money sum(const Ledger& ledger) {
  Money total;
  for (const LedgerEntry& entry : ledger.entries) total += entry.amount;
  return total;
}

TEST(Ledger, StartsWithItsOpeningCredit) {
  const Ledger ledger = opened({5'000'000});
  EXPECT_EQ(ledger.balance, Money{5'000'000});
  ASSERT_EQ(ledger.entries.size(), 1U);
  EXPECT_EQ(ledger.entries[0].kind, Kind::opening);
  EXPECT_EQ(ledger.entries[0].time, kStart);
  EXPECT_EQ(ledger.entries[0].model, nullptr);
}

TEST(Ledger, ChargesAtSubmissionAndCountsTheSuccessAtTheEnd) {
  Ledger ledger = opened({100'000});
  charge(ledger, task(1, kModel, kStart + seconds(1), seconds(10), kPrice));
  EXPECT_EQ(ledger.balance, Money{88'000});
  ASSERT_EQ(ledger.entries.size(), 2U);
  const LedgerEntry& charged = ledger.entries[1];
  EXPECT_EQ(charged.kind, Kind::charge);
  EXPECT_EQ(charged.time, kStart + seconds(1));
  EXPECT_EQ(charged.amount, -kPrice);
  EXPECT_EQ(charged.model, &kModel);
  EXPECT_EQ(charged.prediction, (PredictionId{1, 1}));
  EXPECT_EQ(charged.ended_at, kStart + seconds(11));
  EXPECT_EQ(charged.count, 1U);
  EXPECT_EQ(charged.successes, 0U);

  post_due_entries(ledger, kStart + seconds(11) - nanoseconds(1));
  EXPECT_EQ(ledger.entries[1].successes, 0U);
  post_due_entries(ledger, kStart + seconds(11));
  EXPECT_EQ(ledger.entries[1].successes, 1U);
  EXPECT_EQ(ledger.entries.size(), 2U) << "a success adds no entry";
  EXPECT_EQ(ledger.balance, Money{88'000});
}

TEST(Ledger, HasNothingDueThatNeverHappens) {
  constexpr Timestamp kEndOfTime = Timestamp::max();
  Ledger ledger = opened({100'000});
  post_due_entries(ledger, kEndOfTime);
  EXPECT_EQ(ledger.entries.size(), 1U);

  Prediction stuck = task(1, kModel, kStart, seconds(10), kPrice, &kServiceFault);
  stuck.ended_at = kEndOfTime;
  charge(ledger, stuck);
  ledger.credit_line.emplace();
  post_due_entries(ledger, kEndOfTime);
  EXPECT_EQ(ledger.balance, Money{88'000});
  refund(ledger, stuck.id, kEndOfTime);
  EXPECT_EQ(ledger.balance, Money{100'000}) << "the credit that it goes back to never expires";
}

TEST(Ledger, RefundsOnceAtTheTimeOfTheEnd) {
  Ledger ledger = opened({100'000});
  charge(ledger, task(1, kModel, kStart, seconds(10), kPrice, &kServiceFault));
  post_due_entries(ledger, kStart + seconds(10) - nanoseconds(1));
  EXPECT_EQ(ledger.balance, Money{88'000});

  // Posted late, but dated at the end of the task.
  for (int i = 0; i < 3; ++i) post_due_entries(ledger, kStart + seconds(500 + i));
  EXPECT_EQ(ledger.balance, Money{100'000});
  ASSERT_EQ(ledger.entries.size(), 3U);
  EXPECT_TRUE(ledger.entries[1].refunded);
  EXPECT_EQ(ledger.entries[1].successes, 0U);
  const LedgerEntry& refund = ledger.entries[2];
  EXPECT_EQ(refund.kind, Kind::refund);
  EXPECT_EQ(refund.time, kStart + seconds(10));
  EXPECT_EQ(refund.amount, kPrice);
  EXPECT_EQ(refund.charge, 1U);
  EXPECT_EQ(refund.model, &kModel);
  EXPECT_EQ(refund.prediction, (PredictionId{1, 1}));
}

TEST(Ledger, RefundsATaskOnDemandOnce) {
  Ledger ledger = opened({100'000});
  charge(ledger, task(1, kModel, kStart, seconds(10), kPrice));
  charge(ledger, task(2, kModel, kStart, seconds(10), {5'000}));
  charge(ledger, task(3, kModel, kStart, seconds(10), kPrice, &kServiceFault));
  post_due_entries(ledger, kStart + seconds(60));
  EXPECT_EQ(ledger.balance, Money{83'000});
  for (int i = 0; i < 2; ++i) refund(ledger, {2, 2}, kStart + seconds(60));
  EXPECT_EQ(ledger.balance, Money{88'000});
  EXPECT_TRUE(ledger.entries[2].refunded);
  EXPECT_EQ(ledger.entries[2].successes, 1U) << "the task succeeded";
  EXPECT_EQ(ledger.entries.back().kind, Kind::refund);
  EXPECT_EQ(ledger.entries.back().time, kStart + seconds(60));
  EXPECT_EQ(ledger.entries.back().prediction, (PredictionId{2, 2}));

  refund(ledger, {3, 3}, kStart + seconds(61));
  refund(ledger, {4, 4}, kStart + seconds(61));
  EXPECT_EQ(ledger.balance, Money{88'000}) << "one was already refunded, one was never charged";
  EXPECT_EQ(ledger.balance, sum(ledger));
  EXPECT_EQ(std::vector(ledger.refunds.begin(), ledger.refunds.end()),
            (std::vector<std::uint32_t>{4, 5}));
}

TEST(Ledger, KeepsTheChargeWhenTheRequestIsAtFault) {
  Ledger ledger = opened({100'000});
  charge(ledger, task(1, kModel, kStart, seconds(10), kPrice, &kRequestFault));
  post_due_entries(ledger, kStart + seconds(10));
  EXPECT_EQ(ledger.balance, Money{88'000});
  ASSERT_EQ(ledger.entries.size(), 2U);
  EXPECT_EQ(ledger.entries[1].successes, 0U);
  EXPECT_FALSE(ledger.entries[1].refunded);
}

TEST(Ledger, PostsEqualEndsInTheOrderOfSubmission) {
  Ledger ledger = opened({1'000'000});
  for (std::uint64_t i = 1; i <= 9; ++i) {
    charge(ledger, task(i, kModel, kStart + seconds(i), seconds(10 - i), kPrice, &kServiceFault));
  }
  post_due_entries(ledger, kStart + seconds(10));
  ASSERT_EQ(ledger.entries.size(), 19U);
  for (std::uint64_t i = 1; i <= 9; ++i) {
    EXPECT_EQ(ledger.entries[9 + i].prediction, (PredictionId{i, i}));
  }
}

TEST(Ledger, LetsTheLastMicroDollarBeSpent) {
  struct Case {
    Money balance;
    Money price;
    bool enough;
  };
  const std::vector<Case> cases = {
      {{0}, {0}, true},
      {{0}, {1}, false},
      {{12'000}, {12'000}, true},
      {{11'999}, {12'000}, false},
      {{1'000'000}, {999'999}, true},
  };
  for (const Case& c : cases) {
    const auto problem = find_credit_problem(opened(c.balance), kModel, c.price);
    EXPECT_EQ(!problem, c.enough) << c.balance.micros << " for " << c.price.micros;
  }
  const auto problem = find_credit_problem(opened({11'999}), kModel, {12'000});
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->http, 400);
  EXPECT_EQ(problem->code, 1407);
  EXPECT_EQ(problem->message, "insufficient credits");
  EXPECT_EQ(problem->reason, "the task costs $0.012, the balance is $0.011999");
  EXPECT_EQ(problem->retry_after_seconds, std::nullopt);
}

TEST(Ledger, RecordsHistoryAsCharges) {
  Ledger ledger = opened({1'000'000});
  book_history(ledger, kStart + seconds(1), kModel, 40, 39, {480'000});
  EXPECT_EQ(ledger.balance, Money{520'000});
  ASSERT_EQ(ledger.entries.size(), 2U);
  EXPECT_EQ(ledger.entries[1].kind, Kind::charge);
  EXPECT_EQ(ledger.entries[1].count, 40U);
  EXPECT_EQ(ledger.entries[1].successes, 39U);
  EXPECT_EQ(ledger.entries[1].prediction, PredictionId{}) << "the entry has no task";
  EXPECT_TRUE(ledger.open.empty()) << "all its tasks have ended";
}

// The effect of a task on the balance by `now`.
Money effect(const Prediction& prediction, Timestamp now) {
  const bool refunded = prediction.failure.get() == &kServiceFault && prediction.ended_at <= now;
  return refunded ? Money{} : -prediction.charge;
}

TEST(Ledger, AddsUpOverRandomHistories) {
  const FailureRule* const outcomes[] = {nullptr, nullptr, &kServiceFault, &kRequestFault};
  int refused = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    std::mt19937_64 random(seed);
    const Money start{1'000'000};
    Ledger ledger = opened(start);
    std::vector<Prediction> tasks;
    Timestamp now = kStart;
    for (std::uint64_t step = 0; step < 100; ++step) {
      if (random() % 3 != 0) now += nanoseconds(random() % 5'000'000'000);
      post_due_entries(ledger, now);
      Money expected = start;
      for (const Prediction& prediction : tasks) expected += effect(prediction, now);
      ASSERT_EQ(ledger.balance, expected) << "seed " << seed << ", step " << step;
      ASSERT_EQ(sum(ledger), ledger.balance);
      ASSERT_GE(ledger.balance, Money{});

      const Money price{static_cast<std::int64_t>(random() % 90'000)};
      if (find_credit_problem(ledger, kModel, price)) {
        ASSERT_GT(price, ledger.balance);
        ++refused;
        continue;
      }
      const Duration run_time = seconds(random() % 20);
      tasks.push_back(task(step + 1, kModel, now, run_time, price, outcomes[random() % 4]));
      charge(ledger, tasks.back());
    }
    post_due_entries(ledger, now + std::chrono::hours(1));

    EXPECT_TRUE(ledger.open.empty());
    EXPECT_TRUE(std::is_sorted(ledger.entries.begin(), ledger.entries.end(),
                               [](const auto& a, const auto& b) { return a.time < b.time; }));
    std::map<std::uint64_t, Timestamp> refunds;
    for (const LedgerEntry& entry : ledger.entries) {
      if (entry.kind != Kind::refund) continue;
      EXPECT_TRUE(refunds.emplace(entry.prediction.low, entry.time).second) << "refunded twice";
    }
    for (const Prediction& prediction : tasks) {
      const auto refund = refunds.find(prediction.id.low);
      ASSERT_EQ(refund != refunds.end(), prediction.failure.get() == &kServiceFault);
      if (refund == refunds.end()) continue;
      EXPECT_EQ(refund->second, prediction.ended_at);
    }
  }
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace wavespeed_mock::ledger_test
