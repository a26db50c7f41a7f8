// The load generator against a mock on a port.
#include "load_generator/run.h"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <thread>

#include "load_generator/preflight.h"
#include "support/contract_watch.h"
#include "support/domain_error.h"
#include "support/silent_listener.h"

namespace wavespeed_mock::load::run_test {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

Options quick_mock() {
  Options options;
  options.tier = "unlimited";
  options.balance = Money::from_usd(1e6);
  options.latency = Latency::instant();
  return options;
}

Report report_of(const MockServer& mock, Plan plan) {
  plan.target = mock.base_url();
  plan.key = "k";
  plan.task = try_operation(plan);
  Run run(plan, "127.0.0.1", mock.port());
  return run.report();
}

Plan small_plan(Scenario scenario) {
  Plan plan;
  plan.scenario = scenario;
  plan.connections = 4;
  plan.threads = 2;
  plan.requests = 40;
  plan.poll_interval = milliseconds(1);
  return plan;
}

TEST(Run, RunsEachScenarioInAClosedAndAnOpenLoop) {
  const WatchedServer mock(quick_mock());
  for (const bool open : {false, true}) {
    for (const Scenario scenario :
         {Scenario::poll, Scenario::submit, Scenario::lifecycle, Scenario::sync}) {
      Plan plan = small_plan(scenario);
      if (open) plan.rate = 2000;
      const Report report = report_of(mock, plan);
      const Stats& stats = report.stats;
      SCOPED_TRACE(std::string(to_text(scenario)) + (open ? ", open" : ", closed"));
      EXPECT_TRUE(report.is_clean());
      EXPECT_EQ(stats.operations(), 40U);
      EXPECT_EQ(stats.latency.count(), 40U);
      EXPECT_GT(report.throughput(), 0);
      EXPECT_EQ(stats.served.size(), 4U);
      EXPECT_EQ(stats.reconnects, 0U);
      EXPECT_FALSE(report.cut_short);
      if (scenario != Scenario::lifecycle) {
        EXPECT_EQ(stats.answers(), 40U);
        continue;
      }
      // The submission, at least one poll, and the output.
      EXPECT_GE(stats.answers(), 120U);
      EXPECT_EQ(stats.phases.submit.count(), 40U);
      EXPECT_EQ(stats.phases.finish.count(), 40U);
      EXPECT_GE(stats.phases.poll.count(), 40U);
      EXPECT_EQ(stats.phases.fetch.count(), 40U);
    }
  }
}

// With one connection and responses that take 20 ms, operation i of an open loop at 1,000/s is
// scheduled at i ms and starts at 20 i ms at the earliest. The wait must count as latency.
TEST(Run, CountsLatencyFromTheIntendedStart) {
  Options options = quick_mock();
  options.api_latency = Distribution::fixed(20ms);
  const WatchedServer mock(options);
  Plan plan = small_plan(Scenario::poll);
  plan.connections = plan.threads = 1;
  plan.requests = 6;
  plan.rate = 1000;
  const Report open = report_of(mock, plan);
  EXPECT_EQ(open.stats.waited, 5U);
  EXPECT_GE(open.stats.latency.max(), milliseconds(6 * 20 - 5));

  plan.rate.reset();
  const Report closed = report_of(mock, plan);
  EXPECT_EQ(closed.stats.waited, 0U);
  EXPECT_GE(closed.stats.latency.min(), milliseconds(20));
}

// The first operation is scheduled in the warm-up, and ends after it.
TEST(Run, CountsThroughputWhenOperationsEnd) {
  Options options = quick_mock();
  options.api_latency = Distribution::fixed(20ms);
  const WatchedServer mock(options);
  Plan plan = small_plan(Scenario::poll);
  plan.rate = 50;
  plan.warmup = milliseconds(10);
  plan.requests = 2;
  plan.threads = 1;
  const Report report = report_of(mock, plan);
  EXPECT_EQ(report.stats.operations(), 2U);
  EXPECT_EQ(report.stats.latency.count(), 2U);
  EXPECT_EQ(report.stats.finished_in_time, 3U);
}

TEST(Run, CountsFailedTasks) {
  const WatchedServer mock(quick_mock());
  for (const Scenario scenario : {Scenario::lifecycle, Scenario::sync}) {
    Plan plan = small_plan(scenario);
    plan.model = "mock/always-fails";
    plan.inputs = R"({"prompt": "A cat"})";
    const Report report = report_of(mock, plan);
    EXPECT_FALSE(report.is_clean());
    EXPECT_EQ(report.stats.outcomes[static_cast<std::size_t>(Outcome::task_failed)], 40U);
  }
}

TEST(Run, CanBeInterrupted) {
  const SilentListener silent(SilentListener::Kind::accepts);
  const std::string url = silent.url();
  Plan plan = small_plan(Scenario::poll);
  plan.target = url;
  plan.task = "t1";
  plan.requests.reset();
  plan.duration = std::chrono::hours(1);
  const auto port = std::stoi(url.substr(std::string("http://127.0.0.1:").size()));
  load::Run run(plan, "127.0.0.1", port);
  while (run.progress().connecting) std::this_thread::yield();
  EXPECT_FALSE(run.is_over());
  run.cut_short();
  const Report report = run.report();
  EXPECT_TRUE(run.is_over());
  EXPECT_TRUE(report.cut_short);
  EXPECT_LT(report.measured, std::chrono::minutes(30));
  EXPECT_EQ(report.stats.operations(), 0U);
  EXPECT_LE(report.stats.unfinished, 4U);
}

TEST(Run, StopsWhenItsOwnerIsDestroyed) {
  const SilentListener silent(SilentListener::Kind::accepts);
  Plan plan = small_plan(Scenario::poll);
  plan.target = silent.url();
  plan.task = "t1";
  const load::Run run(plan, "127.0.0.1",
                      std::stoi(plan.target.substr(std::string("http://127.0.0.1:").size())));
}

TEST(Run, RefusesMoreConnectionsThanOpenFilesAllowed) {
  Plan plan = small_plan(Scenario::poll);
  plan.target = "http://127.0.0.1:1";
  plan.connections = std::numeric_limits<std::uint32_t>::max();
  EXPECT_TRUE(error_of([&] {
                load::Run(plan, "127.0.0.1", 1);
              }).starts_with("option --connections: this process may have "));
}

}  // namespace
}  // namespace wavespeed_mock::load::run_test
