#include "domain/metrics/request_metrics.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace wavespeed_mock::request_metrics_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Statuses = std::map<std::string, std::uint64_t>;

const RequestMetricRow kPoll{"result", "GET"};
const RequestMetricRow kSubmit{"submit", "POST"};

TEST(RequestMetrics, CountsByRowAndStatus) {
  RequestMetrics traffic({kPoll, kSubmit, kPoll});
  traffic.count(0, 200, Duration::zero());
  traffic.count(2, 200, Duration::zero());
  traffic.count(1, 429, Duration::zero());
  traffic.count(1, 418, Duration::zero());
  traffic.count(1, -7, Duration::zero());
  traffic.count(1, 1'000, Duration::zero());
  const auto totals = traffic.totals();
  EXPECT_EQ(totals.answers.at(kPoll), Statuses({{"200", 2}}));
  EXPECT_EQ(totals.answers.at(kSubmit), Statuses({{"429", 1}, {"4xx", 1}, {"other", 2}}));
}

TEST(RequestMetrics, SortsDelaysIntoBuckets) {
  RequestMetrics traffic({kPoll});
  traffic.count(0, 200, Duration::zero());
  traffic.count(0, 200, milliseconds(1));
  traffic.count(0, 200, milliseconds(2));
  traffic.count(0, 200, seconds(61));
  const auto totals = traffic.totals();
  EXPECT_EQ(totals.delays, (decltype(totals.delays){1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(totals.delay, seconds(61) + milliseconds(3));
}

TEST(RequestMetrics, CountsFaultsByType) {
  RequestMetrics traffic({kPoll});
  traffic.count_fault("gateway");
  traffic.count_fault("delay");
  traffic.count_fault("gateway");
  EXPECT_EQ(traffic.totals().faults, Statuses({{"delay", 1}, {"gateway", 2}}));
}

TEST(RequestMetrics, DistinguishesLimitsFromCredit) {
  RequestMetrics traffic({kPoll});
  traffic.count_refusal({.http = 429, .code = 429, .message = ""});
  traffic.count_refusal({.http = 400, .code = 1407, .message = ""});
  traffic.count_refusal({.http = 400, .code = 1407, .message = ""});
  traffic.count_refusal({.http = 404, .code = 404, .message = ""});
  EXPECT_EQ(traffic.totals().over_limit, 1U);
  EXPECT_EQ(traffic.totals().without_credit, 2U);
}

TEST(RequestMetrics, CountsEveryRequestAcrossThreads) {
  constexpr std::uint64_t kEach = 5'000;
  constexpr std::uint64_t kThreads = 8;
  RequestMetrics traffic({kPoll});
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (std::uint64_t j = 0; j < kEach; ++j) traffic.count(0, 200, milliseconds(j % 2));
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto totals = traffic.totals();
  EXPECT_EQ(totals.answers.at(kPoll).at("200"), kEach * kThreads);
  EXPECT_EQ(totals.delays[0], kEach * kThreads / 2);
  EXPECT_EQ(totals.delays[1], kEach * kThreads / 2);
}

}  // namespace
}  // namespace wavespeed_mock::request_metrics_test
