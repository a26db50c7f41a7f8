// The totals of the ledger must add up after any sequence of events: several kinds of credit,
// expiry, payments, a credit line.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <vector>

#include "domain/billing/credit_balance.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/credit_use.h"
#include "domain/billing/ledger.h"
#include "domain/billing/payments.h"
#include "domain/billing/usage.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_use::ledger_credit_random_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using Kind = LedgerEntry::Kind;

Money sum(const Ledger& ledger) {
  Money total;
  for (const LedgerEntry& entry : ledger.entries) total += entry.amount;
  return total;
}

// The invariants of the ledger.
void check(const Ledger& ledger, std::uint64_t seed) {
  const Money owed = ledger.credit_line ? ledger.credit_line->owed : Money{};
  ASSERT_EQ(ledger.balance, sum(ledger)) << "seed " << seed;
  ASSERT_EQ(ledger.balance, ledger.credit_balance.left - owed) << "seed " << seed;

  Money left;
  Money trial;
  std::vector<CreditSource> with_some;
  for (std::size_t i = 0; i < ledger.credit_balance.grants.size(); ++i) {
    const CreditGrant& grant = ledger.credit_balance.grants[i];
    ASSERT_GE(grant.left, Money{}) << "seed " << seed;
    left += grant.left;
    if (grant.kind == CreditKind::trial) trial += grant.left;
    if (grant.left != Money{}) with_some.push_back(static_cast<CreditSource>(i));
  }
  ASSERT_EQ(ledger.credit_balance.left, left) << "seed " << seed;
  ASSERT_EQ(ledger.credit_balance.trial_left, trial) << "seed " << seed;
  std::vector<CreditSource> queued = ledger.credit_balance.order;
  std::sort(queued.begin(), queued.end());
  ASSERT_EQ(queued, with_some) << "seed " << seed;

  if (ledger.credit_line) {
    Money bills = ledger.credit_line->drawn;
    for (const MonthlyBill& bill : ledger.credit_line->bills) {
      ASSERT_GE(bill.amount, Money{});
      if (!bill.paid) bills += bill.amount;
    }
    ASSERT_EQ(ledger.credit_line->owed, bills) << "seed " << seed;
  }
}

// The ledger lists every successful payment once, and no other payment.
void check_payments(const Ledger& ledger, const Coupon& coupon, Timestamp now, std::uint64_t seed) {
  std::set<std::uint32_t> lines;
  std::size_t pending = 0;
  std::uint32_t redeemed = 0;
  for (const Payment& payment : ledger.payments) {
    ASSERT_EQ(payment.status == PaymentStatus::failed, payment.failure.has_value())
        << "seed " << seed;
    pending += payment.status == PaymentStatus::pending ? 1 : 0;
    redeemed += payment.purpose == PaymentPurpose::coupon ? 1 : 0;
    if (payment.status != PaymentStatus::succeeded) {
      ASSERT_EQ(payment.entry, Payment::kNoEntry) << "seed " << seed;
      continue;
    }
    const LedgerEntry& entry = ledger.entries[payment.entry];
    ASSERT_TRUE(lines.insert(payment.entry).second) << "seed " << seed;
    ASSERT_EQ(entry.amount, payment.amount) << "seed " << seed;
    ASSERT_EQ(entry.time, payment.ended) << "seed " << seed;
    ASSERT_EQ(entry.method, payment.method) << "seed " << seed;
  }
  ASSERT_EQ(pending, ledger.pending.size()) << "seed " << seed;
  for (const PendingTopUp& one : ledger.pending) ASSERT_GT(one.due, now) << "seed " << seed;
  ASSERT_LE(redeemed, coupon.uses) << "seed " << seed;
  ASSERT_TRUE(std::is_sorted(ledger.payments.begin(), ledger.payments.end(),
                             [](const auto& a, const auto& b) { return a.created < b.created; }));

  Money topped_up;
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.kind == Kind::top_up) topped_up += entry.amount;
    const bool is_paid = entry.kind == Kind::top_up || entry.kind == Kind::payment;
    ASSERT_TRUE(is_paid || entry.method == PaymentMethod::none) << "seed " << seed;
  }
  ASSERT_EQ(ledger.topped_up, topped_up) << "seed " << seed;
}

// The initial amount of a grant is the sum of what is left, expired, and spent without a refund.
void check_grants(const Ledger& ledger, std::uint64_t seed) {
  std::map<CreditSource, Money> gone;
  const auto spent = [&](CreditSource source, Money amount) {
    if (source < kFromNothing) gone[source] += amount;
  };
  for (std::uint32_t i = 0; i < ledger.entries.size(); ++i) {
    const LedgerEntry& entry = ledger.entries[i];
    if (entry.kind == Kind::expiry) spent(entry.source, -entry.amount);
    if (entry.kind != Kind::charge || entry.refunded) continue;
    if (entry.source != kFromSeveral) {
      spent(entry.source, -entry.amount);
      continue;
    }
    Money parts;
    for (const CreditPart& part : ledger.credit_balance.parts) {
      if (part.charge != i) continue;
      spent(part.source, part.amount);
      parts += part.amount;
    }
    ASSERT_EQ(parts, -entry.amount) << "seed " << seed;
  }
  for (std::size_t i = 0; i < ledger.credit_balance.grants.size(); ++i) {
    const CreditGrant& grant = ledger.credit_balance.grants[i];
    ASSERT_EQ(ledger.entries[grant.entry].amount, grant.left + gone[static_cast<CreditSource>(i)])
        << "seed " << seed << ", grant " << i;
  }
}

TEST(LedgerCredit, AddsUpOverRandomHistories) {
  int several = 0;
  int drawn = 0;
  int refused = 0;
  int expired = 0;
  int paused = 0;
  int arrived = 0;
  int failed = 0;
  int redeemed = 0;
  int bills_failed = 0;
  const Coupon coupon{.code = "WELCOME",
                      .amount = {70'000},
                      .credit_expires_in = days(9),
                      .uses = 3,
                      .min_top_up = {}};
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    std::mt19937_64 random(seed);
    const auto below = [&](std::uint64_t limit) { return random() % limit; };
    Ledger ledger;
    add_credit(ledger, Kind::opening, kStart, {1'000'000}, kStart + days(200));
    if (seed % 2 == 0) give_line(ledger, {2'000'000});
    Timestamp now = kStart;
    for (std::uint64_t step = 0; step < 150; ++step) {
      // Usually little time passes, sometimes months.
      now += below(20) == 0 ? Duration(hours(below(1500))) : Duration(seconds(below(4000)));
      const bool was_paused =
          ledger.credit_line && ledger.credit_line->state == CreditLineState::paused;
      post_due_entries(ledger, now);
      paused +=
          !was_paused && ledger.credit_line && ledger.credit_line->state == CreditLineState::paused
              ? 1
              : 0;
      const Money amount{static_cast<std::int64_t>(below(400'000))};
      switch (below(15)) {
        case 0:
          add_credit(ledger, Kind::top_up, now, amount, now + days(below(300)));
          break;
        case 1:
          add_credit(ledger, Kind::coupon, now, amount, now + hours(below(200)));
          break;
        case 2:
          add_credit(ledger, Kind::trial, now, amount);
          break;
        case 3:
          if (!ledger.credit_line || oldest_unpaid(*ledger.credit_line) == nullptr) break;
          try_to_pay_bill(
              ledger,
              {PaymentMethod::stripe,
               below(3) == 0 ? std::optional(PaymentFailure::card_declined) : std::nullopt},
              now);
          break;
        case 4:
          if (step > 0) refund(ledger, {below(step), 0}, now);
          break;
        case 5:
          if (!find_coupon_problem(ledger, coupon, {}, now)) redeem(ledger, coupon, now);
          break;
        case 6:
        case 7: {
          const TopUpRequest order{
              .payment = {.method = PaymentMethod::paypal,
                          .fails = below(3) == 0 ? std::optional(PaymentFailure::cancelled)
                                                 : std::nullopt},
              .amount = amount,
              .arrives_in = seconds(below(3) == 0 ? 0 : below(20'000)),
              .lasts = hours(1 + below(4000))};
          const bool with_coupon = !find_coupon_problem(ledger, coupon, amount, now);
          begin_top_up(ledger, order, with_coupon ? &coupon : nullptr, now);
          break;
        }
        default: {
          const Model& model = below(4) == 0 ? kPicky : kModel;
          if (find_credit_problem(ledger, model, amount)) {
            ++refused;
            break;
          }
          const bool fails = below(3) == 0;
          Prediction submitted = task(step + 1, model, now, seconds(below(500'000)), amount,
                                      fails ? &kServiceFault : nullptr);
          submitted.id = {step + 1, 0};
          charge(ledger, submitted);
          several += ledger.entries.back().source == kFromSeveral ? 1 : 0;
          drawn += ledger.entries.back().source == kFromLine ? 1 : 0;
        }
      }
      ASSERT_NO_FATAL_FAILURE(check(ledger, seed));
      ASSERT_NO_FATAL_FAILURE(check_payments(ledger, coupon, now, seed));
      ASSERT_GE(ledger.balance, ledger.credit_line ? -ledger.credit_line->limit : Money{})
          << "seed " << seed;
    }
    post_due_entries(ledger, now + days(3000));
    ASSERT_NO_FATAL_FAILURE(check(ledger, seed));
    ASSERT_NO_FATAL_FAILURE(check_payments(ledger, coupon, now + days(3000), seed));
    ASSERT_TRUE(ledger.pending.empty());
    ASSERT_NO_FATAL_FAILURE(check_grants(ledger, seed));
    for (const Payment& payment : ledger.payments) {
      const bool is_bill = payment.purpose == PaymentPurpose::monthly_bill;
      arrived += payment.purpose == PaymentPurpose::top_up &&
                         payment.status == PaymentStatus::succeeded &&
                         payment.ended > payment.created
                     ? 1
                     : 0;
      failed += !is_bill && payment.status == PaymentStatus::failed ? 1 : 0;
      bills_failed += is_bill && payment.status == PaymentStatus::failed ? 1 : 0;
      redeemed += payment.purpose == PaymentPurpose::coupon ? 1 : 0;
    }
    ASSERT_TRUE(std::is_sorted(ledger.entries.begin(), ledger.entries.end(),
                               [](const auto& a, const auto& b) { return a.time < b.time; }));

    // The usage report equals charges minus refunds.
    Money used;
    for (const LedgerEntry& entry : ledger.entries) {
      if (is_of_task(entry.kind)) used += -entry.amount;
      expired += entry.kind == Kind::expiry ? 1 : 0;
    }
    EXPECT_EQ(report_usage(ledger, kStart, now + days(3000), "").cost, used);
  }
  // Every kind of refusal must have occurred.
  EXPECT_GT(several, 100);
  EXPECT_GT(drawn, 30);
  EXPECT_GT(refused, 100);
  EXPECT_GT(expired, 100);
  EXPECT_GT(paused, 5);
  EXPECT_GT(arrived, 100);
  EXPECT_GT(failed, 100);
  EXPECT_GT(redeemed, 60);
  EXPECT_GT(bills_failed, 5);
}

}  // namespace
}  // namespace wavespeed_mock::credit_use::ledger_credit_random_test
