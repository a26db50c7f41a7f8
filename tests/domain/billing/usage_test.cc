#include "domain/billing/usage.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/timestamp.h"
#include "domain/billing/ledger.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::usage_test {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::nanoseconds;
using std::chrono::seconds;

const Model kFlux{
    {{.id = "wavespeed-ai/flux-dev", .type = "text-to-image", .unit_price = {12'000}}}};
const Model kKling{
    {{.id = "kwaivgi/kling-v2.0-i2v-master", .type = "text-to-video", .unit_price = {488'000}}}};
const Model kSpeech{
    {{.id = "minimax/speech-2.6-turbo", .type = "text-to-audio", .unit_price = {60'000}}}};
const FailureRule kServiceFault{.probability = 1, .code = 5000, .error = "internal"};
const FailureRule kRequestFault{.probability = 1, .code = 1200, .error = "moderation"};

constexpr Timestamp kAlways = kStart - days(1000);
constexpr Timestamp kForever = kStart + days(1000);

// A ledger with enough credit, charged in the order of the tasks.
Ledger charged(const std::vector<Prediction>& tasks) {
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, {1'000'000'000});
  for (const Prediction& one : tasks) {
    post_due_entries(ledger, one.created_at);
    charge(ledger, one);
  }
  return ledger;
}

std::string dates(const UsageReport& report) {
  std::string text;
  for (const DayUsage& day : report.days) text += (text.empty() ? "" : " ") + to_date(day.day);
  return text;
}

TEST(Usage, IsEmptyWithoutTasks) {
  const UsageReport report = report_usage(charged({}), kAlways, kForever, "");
  EXPECT_TRUE(report.models.empty());
  EXPECT_TRUE(report.days.empty());
  EXPECT_EQ(report.cost, Money{});
  EXPECT_EQ(report.requests, 0U);
  EXPECT_EQ(report.successes, 0U);
}

TEST(Usage, GroupsByModelAndByDay) {
  Ledger ledger = charged({
      task(1, kFlux, kStart + hours(1), seconds(3), {12'000}),
      task(2, kKling, kStart + hours(2), seconds(3), {488'000}),
      task(3, kFlux, kStart + hours(3), seconds(3), {24'000}),
      task(4, kFlux, kStart + hours(49), seconds(3), {12'000}),
  });
  post_due_entries(ledger, kStart + days(3));
  const UsageReport report = report_usage(ledger, kAlways, kForever, "");

  ASSERT_EQ(report.models.size(), 2U);
  EXPECT_EQ(report.models[0].model, &kKling) << "the most expensive model first";
  EXPECT_EQ(report.models[0].cost, Money{488'000});
  EXPECT_EQ(report.models[0].count, 1U);
  EXPECT_EQ(to_date(report.models[0].last_used), "2026-01-01");
  EXPECT_EQ(report.models[1].model, &kFlux);
  EXPECT_EQ(report.models[1].cost, Money{48'000});
  EXPECT_EQ(report.models[1].count, 3U);
  EXPECT_EQ(to_date(report.models[1].last_used), "2026-01-03");

  EXPECT_EQ(dates(report), "2026-01-01 2026-01-03") << "days without usage are left out";
  EXPECT_EQ(report.days[0].cost, Money{524'000});
  EXPECT_EQ(report.days[0].count, 3U);
  ASSERT_EQ(report.days[0].models.size(), 2U);
  EXPECT_EQ(report.days[0].models[0].model, &kKling);
  EXPECT_EQ(report.days[0].models[1].cost, Money{36'000});
  EXPECT_EQ(report.days[0].models[1].count, 2U);

  EXPECT_EQ(report.cost, Money{536'000});
  EXPECT_EQ(report.requests, 4U);
  EXPECT_EQ(report.successes, 4U);
}

TEST(Usage, CountsSuccessesAsTasksEnd) {
  Ledger ledger = charged({
      task(1, kFlux, kStart, seconds(10), {12'000}),
      task(2, kFlux, kStart, seconds(20), {12'000}),
      task(3, kFlux, kStart, seconds(5), {12'000}, &kServiceFault),
      task(4, kFlux, kStart, seconds(5), {12'000}, &kRequestFault),
  });
  struct Case {
    int second;
    std::uint64_t successes;
    Money cost;
  };
  for (const Case& c :
       {Case{0, 0, {48'000}}, Case{5, 0, {36'000}}, Case{10, 1, {36'000}}, Case{20, 2, {36'000}}}) {
    post_due_entries(ledger, kStart + seconds(c.second));
    const UsageReport report = report_usage(ledger, kAlways, kForever, "");
    EXPECT_EQ(report.successes, c.successes) << c.second;
    EXPECT_EQ(report.cost, c.cost) << c.second;
    EXPECT_EQ(report.requests, 4U) << "failed tasks count as requests";
  }
}

TEST(Usage, IncludesBothEndsOfTheRange) {
  const Timestamp noon = kStart + hours(12);
  Ledger ledger = charged({task(1, kFlux, noon, seconds(1), {12'000})});
  struct Case {
    Timestamp start;
    Timestamp end;
    std::uint64_t requests;
  };
  const std::vector<Case> cases = {
      {noon, noon, 1},
      {noon, noon + seconds(1), 1},
      {noon - seconds(1), noon, 1},
      {noon + nanoseconds(1), noon + hours(1), 0},
      {noon - hours(1), noon - nanoseconds(1), 0},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(report_usage(ledger, c.start, c.end, "").requests, c.requests)
        << to_rfc3339(c.start) << " to " << to_rfc3339(c.end);
  }
}

TEST(Usage, SplitsDaysAtMidnightUtc) {
  Ledger ledger = charged({
      task(1, kFlux, kStart + days(1) - nanoseconds(1), seconds(1), {1}),
      task(2, kFlux, kStart + days(1), seconds(1), {2}),
      task(3, kFlux, kStart + days(2) - nanoseconds(1), seconds(1), {4}),
      task(4, kFlux, kStart + days(2), seconds(1), {8}),
  });
  const UsageReport report = report_usage(ledger, kAlways, kForever, "");
  EXPECT_EQ(dates(report), "2026-01-01 2026-01-02 2026-01-03");
  EXPECT_EQ(report.days[0].cost, Money{1});
  EXPECT_EQ(report.days[1].cost, Money{6});
  EXPECT_EQ(report.days[2].cost, Money{8});
}

TEST(Usage, SplitsDaysBefore1970) {
  const Timestamp epoch{};
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, epoch - days(1), {2});
  book_history(ledger, epoch - nanoseconds(1), kFlux, 1, 1, {1});
  book_history(ledger, epoch, kFlux, 1, 1, {1});
  EXPECT_EQ(dates(report_usage(ledger, epoch - days(1), epoch + days(1), "")),
            "1969-12-31 1970-01-01");
}

TEST(Usage, DeductsARefundFromTheDayOfItsCharge) {
  const Timestamp late = kStart + days(1) - seconds(1);
  Ledger ledger = charged({
      task(1, kFlux, late, seconds(10), {12'000}, &kServiceFault),
      task(2, kFlux, late + seconds(5), seconds(1), {12'000}),
  });
  post_due_entries(ledger, kStart + days(2));
  const UsageReport report = report_usage(ledger, kAlways, kForever, "");
  EXPECT_EQ(dates(report), "2026-01-01 2026-01-02");
  EXPECT_EQ(report.days[0].cost, Money{}) << "charged and refunded";
  EXPECT_EQ(report.days[0].count, 1U);
  EXPECT_EQ(report.days[1].cost, Money{12'000}) << "the refund does not count on its own day";

  // The refund is outside the first range, but is deducted there, because its charge is inside. In
  // the second range there is only the refund.
  EXPECT_EQ(report_usage(ledger, kStart, late, "").cost, Money{});
  EXPECT_EQ(report_usage(ledger, late + seconds(6), kForever, "").requests, 0U);
}

TEST(Usage, CanBeLimitedToOneModel) {
  Ledger ledger = charged({
      task(1, kFlux, kStart, seconds(1), {12'000}),
      task(2, kKling, kStart + days(1), seconds(1), {488'000}),
  });
  const UsageReport report = report_usage(ledger, kAlways, kForever, kFlux.id);
  ASSERT_EQ(report.models.size(), 1U);
  EXPECT_EQ(report.models[0].model, &kFlux);
  EXPECT_EQ(dates(report), "2026-01-01");
  EXPECT_EQ(report.cost, Money{12'000});
  EXPECT_EQ(report.requests, 1U);
  EXPECT_EQ(report_usage(ledger, kAlways, kForever, "wavespeed-ai/flux").requests, 0U)
      << "the id must match completely";
}

TEST(Usage, CountsAllTasksOfAHistoryEntry) {
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, {200'000'000});
  book_history(ledger, kStart, kKling, 268, 266, {129'808'000});
  charge(ledger, task(1, kKling, kStart + days(1), seconds(1), {488'000}));
  post_due_entries(ledger, kStart + days(2));
  const UsageReport report = report_usage(ledger, kAlways, kForever, "");
  ASSERT_EQ(report.models.size(), 1U);
  EXPECT_EQ(report.models[0].count, 269U);
  EXPECT_EQ(report.requests, 269U);
  EXPECT_EQ(report.successes, 267U);
  EXPECT_EQ(report.cost, Money{130'296'000});
}

TEST(Usage, GroupsByIdWhenAHistoryLabelsAModelDifferently) {
  const ModelLabel label{.id = kFlux.id, .type = "text-to-image", .unit_price = {10'000}};
  Ledger ledger;
  add_credit(ledger, LedgerEntry::Kind::opening, kStart, {32'000});
  book_history(ledger, kStart, label, 2, 2, {20'000});
  book_history(ledger, kStart + seconds(1), kFlux, 1, 1, {12'000});
  const UsageReport report = report_usage(ledger, kAlways, kForever, "");
  ASSERT_EQ(report.models.size(), 1U);
  EXPECT_EQ(report.models[0].cost, Money{32'000});
  EXPECT_EQ(report.models[0].model, &kFlux) << "the latest label";
}

struct Sums {
  Money cost;
  std::uint64_t count = 0;
  friend bool operator==(const Sums&, const Sums&) = default;
  void add(Money amount, std::uint64_t tasks) {
    cost += amount;
    count += tasks;
  }
};

// Checks that the sums of a report by model, by date and in total agree.
void expect_to_add_up(const UsageReport& report) {
  std::map<std::string_view, Sums> models_of_days;
  Sums all;
  for (const DayUsage& day : report.days) {
    Sums models;
    for (const ModelUsage& usage : day.models) {
      models.add(usage.cost, usage.count);
      models_of_days[usage.model->id].add(usage.cost, usage.count);
      EXPECT_EQ(usage.last_used, day.day);
    }
    EXPECT_EQ(models, (Sums{day.cost, day.count}));
    all.add(day.cost, day.count);
  }
  EXPECT_EQ(all, (Sums{report.cost, report.requests}));
  ASSERT_EQ(report.models.size(), models_of_days.size());
  for (const ModelUsage& usage : report.models) {
    EXPECT_EQ(models_of_days[usage.model->id], (Sums{usage.cost, usage.count}));
  }
  EXPECT_LE(report.successes, report.requests);
}

TEST(Usage, AddsUpOverRandomHistories) {
  const Model* const models[] = {&kFlux, &kKling, &kSpeech};
  const FailureRule* const outcomes[] = {nullptr, nullptr, &kServiceFault, &kRequestFault};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<Prediction> tasks;
    Timestamp now = kStart;
    for (std::uint64_t i = 1; i <= 60; ++i) {
      now += seconds(random() % 20'000);
      const Duration run_time = seconds(random() % 30'000);
      const Money price{static_cast<std::int64_t>(random() % 500'000)};
      tasks.push_back(task(i, *models[random() % 3], now, run_time, price, outcomes[random() % 4]));
    }
    Ledger ledger = charged(tasks);
    now += seconds(random() % 30'000);
    post_due_entries(ledger, now);

    for (int query = 0; query < 10; ++query) {
      const Timestamp start = kStart + seconds(random() % 1'000'000);
      const Timestamp end = start + seconds(1 + random() % 600'000);
      const std::string filter = query % 2 == 0 ? "" : models[random() % 3]->id;
      const UsageReport report = report_usage(ledger, start, end, filter);
      expect_to_add_up(report);

      Sums expected;
      std::uint64_t successes = 0;
      for (const Prediction& one : tasks) {
        if (one.created_at < start || one.created_at > end) continue;
        if (!filter.empty() && one.model->id != filter) continue;
        const bool ended = one.ended_at <= now;
        const bool refunded = ended && one.failure.get() == &kServiceFault;
        expected.add(refunded ? Money{} : one.charge, 1);
        successes += ended && one.failure == nullptr ? 1 : 0;
      }
      EXPECT_EQ((Sums{report.cost, report.requests}), expected) << "seed " << seed;
      EXPECT_EQ(report.successes, successes) << "seed " << seed;
    }

    const UsageReport all = report_usage(ledger, kAlways, kForever, "");
    EXPECT_EQ(all.cost, Money{1'000'000'000} - ledger.balance) << "everything spent was usage";
  }
}

}  // namespace
}  // namespace wavespeed_mock::usage_test
