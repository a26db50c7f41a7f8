#include "load_generator/worker.h"

#include <gtest/gtest.h>

#include "support/byte_server.h"
#include "support/silent_listener.h"

namespace wavespeed_mock::load::worker_test {
namespace {

using Then = ByteServer::Then;
using std::chrono::milliseconds;

constexpr const char* kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

Plan poll_plan(std::uint64_t requests) {
  Plan plan;
  plan.target = "http://127.0.0.1";
  plan.key = "k";
  plan.task = "t1";
  plan.connections = 1;
  plan.requests = requests;
  return plan;
}

Stats stats_of(const Plan& plan, int port, Share share = {}) {
  share.address = "127.0.0.1";
  share.port = port;
  const EncodedRequests texts(plan);
  Worker worker(plan, texts, share);
  worker.open();
  worker.work(std::chrono::steady_clock::now());
  EXPECT_EQ(worker.progress().ended >= worker.progress().errors, true);
  return worker.take_stats();
}

std::uint64_t ended(const Stats& stats, Outcome outcome) {
  return stats.outcomes[static_cast<std::size_t>(outcome)];
}

TEST(Share, DividesWithoutRemainder) {
  std::uint64_t together = 0;
  for (std::uint64_t i = 0; i < 3; ++i) {
    const Share share{.index = i, .workers = 3, .address = {}, .port = 0};
    together += share.of(11);
    EXPECT_NEAR(static_cast<double>(share.of(11)), 11 / 3.0, 1);
  }
  EXPECT_EQ(together, 11U);
}

TEST(Worker, RunsItsShareOfOperations) {
  ByteServer server({{.bytes = kAnswer}});
  const Plan plan = poll_plan(21);
  const Stats stats =
      stats_of(plan, server.port(), {.index = 0, .workers = 2, .address = {}, .port = 0});
  EXPECT_EQ(ended(stats, Outcome::ok), 11U);
  EXPECT_EQ(stats.statuses, (std::map<int, std::uint64_t>{{200, 11}}));
  EXPECT_EQ(stats.latency.count(), 11U);
  EXPECT_EQ(stats.finished_in_time, 11U);
  EXPECT_EQ(stats.served, (std::vector<std::uint64_t>{11}));
  EXPECT_EQ(stats.bytes_in, 11 * std::string(kAnswer).size());
  EXPECT_GT(stats.bytes_out, 0U);
  EXPECT_EQ(server.connections(), 1U);
}

TEST(Worker, CountsEachOutcome) {
  ByteServer server(
      {{.bytes = kAnswer},
       {"", Then::close},
       {"", Then::reset},
       {"nonsense\r\n\r\n", Then::close},
       {"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 12\r\n\r\nslow down, k", Then::keep},
       {.bytes = kAnswer}});
  const Stats stats = stats_of(poll_plan(6), server.port());
  EXPECT_EQ(ended(stats, Outcome::ok), 2U);
  EXPECT_EQ(ended(stats, Outcome::closed_early), 1U);
  EXPECT_EQ(ended(stats, Outcome::reset), 1U);
  EXPECT_EQ(ended(stats, Outcome::unreadable), 1U);
  EXPECT_EQ(ended(stats, Outcome::other_status), 1U);
  EXPECT_EQ(stats.messages.at(429), "slow down, {{key}}");
  EXPECT_EQ(stats.reconnects, 3U);
  // The time of a lost response says nothing about the target.
  EXPECT_EQ(stats.latency.count(), 3U);
}

TEST(Worker, TimesOutMissingResponses) {
  const SilentListener silent(SilentListener::Kind::accepts);
  Plan plan = poll_plan(2);
  plan.timeout = milliseconds(20);
  const int port = std::stoi(silent.url().substr(std::string("http://127.0.0.1:").size()));
  const Stats stats = stats_of(plan, port);
  EXPECT_EQ(ended(stats, Outcome::timeout), 2U);
  EXPECT_EQ(stats.latency.count(), 2U);
  EXPECT_GE(stats.latency.min(), plan.timeout);
}

// All 50 are scheduled within 50 µs, but only one can start. When it times out, the others do too.
TEST(Worker, TimesOutOperationsWithoutAConnection) {
  ByteServer silent({{.bytes = ""}});
  Plan plan = poll_plan(50);
  plan.timeout = milliseconds(20);
  plan.rate = 1e6;
  const Stats stats = stats_of(plan, silent.port());
  EXPECT_EQ(ended(stats, Outcome::timeout), 50U);
  EXPECT_EQ(stats.operations(), 50U);
  EXPECT_LE(silent.requests(), 2U);
}

TEST(Worker, ReportsARefusedConnection) {
  int port = 0;
  {
    const ByteServer gone({{.bytes = kAnswer}});
    port = gone.port();
  }
  const Stats stats = stats_of(poll_plan(2), port);
  EXPECT_EQ(ended(stats, Outcome::connect), 2U);
  EXPECT_EQ(stats.served, (std::vector<std::uint64_t>{0}));
}

TEST(Worker, DoesNotCountTheWarmUp) {
  ByteServer server({{.bytes = kAnswer}});
  Plan plan = poll_plan(5);
  plan.warmup = milliseconds(20);
  const Stats stats = stats_of(plan, server.port());
  EXPECT_EQ(stats.operations(), 5U);
  EXPECT_EQ(stats.answers(), 5U);
  EXPECT_EQ(stats.served, (std::vector<std::uint64_t>{5}));
  EXPECT_EQ(stats.bytes_in, 5 * std::string(kAnswer).size());
  EXPECT_GT(server.requests(), 5U);
}

TEST(Worker, StopsAfterItsDuration) {
  ByteServer server({{.bytes = kAnswer}});
  Plan plan = poll_plan(1);
  plan.requests.reset();
  plan.duration = milliseconds(30);
  const Stats stats = stats_of(plan, server.port());
  EXPECT_GT(stats.operations(), 0U);
  EXPECT_LE(stats.finished_in_time, stats.operations());
}

TEST(Worker, SendsNothingAfterStopping) {
  ByteServer server({{.bytes = kAnswer}});
  const Plan plan = poll_plan(1'000'000);
  const EncodedRequests texts(plan);
  Worker worker(plan, texts,
                {.index = 0, .workers = 1, .address = "127.0.0.1", .port = server.port()});
  worker.stop();
  worker.open();
  worker.work(std::chrono::steady_clock::now());
  EXPECT_EQ(server.requests(), 0U);
}

}  // namespace
}  // namespace wavespeed_mock::load::worker_test
