#include "load_generator/text_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/load_report.h"

namespace wavespeed_mock::load::text_report_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(TextReport, IsATable) {
  EXPECT_EQ(
      text_report(full_report()),
      R"(poll on http://127.0.0.1:8787: 3 connections on 2 threads, closed loop, for 10s after 2s of warm-up

operations     1,000 in 10.0 s, 100/s
answers        1,000: 200 x 1,000
errors         0
connections    3 of 3 connections had answers; the slowest 330, the median 330
bytes          5.0 MiB in, 1.0 MiB out
generator      busy 25 % of the time on 2 threads

latency               p50       p90       p99     p99.9    p99.99       max      mean
  operation        500 ms    900 ms    990 ms    999 ms    1.00 s    1.00 s    500 ms
)");
}

TEST(TextReport, ListsErrors) {
  const std::string text = text_report(bad_report());
  EXPECT_THAT(text, HasSubstr("open loop at 100/s"));
  EXPECT_THAT(text,
              HasSubstr("answers        1,007: 200 x 1,000, 429 x 7 (Too <Many> Requests)\n"));
  EXPECT_THAT(text,
              HasSubstr("errors         12: connect x 2, reset x 2, timeout x 2, closed early x 2, "
                        "unreadable x 2, task failed x 2\n"));
  EXPECT_THAT(text, HasSubstr("connections    2 of 3 connections had answers; the slowest 0, the "
                              "median 500; 6 reconnects\n"));
  EXPECT_THAT(text, HasSubstr("; late starts: 3 by the generator, 4 waiting for a connection\n"));
  EXPECT_THAT(text, HasSubstr("\nnote: cut short; 5 operations were still running"));
  EXPECT_THAT(text, Not(HasSubstr("very-secret-key")));
}

TEST(TextReport, HasTheTimesOfEachPhaseOfALifecycle) {
  Report report = full_report();
  report.plan.scenario = Scenario::lifecycle;
  report.stats.phases.submit.record(milliseconds(1));
  report.stats.phases.finish.record(milliseconds(2));
  report.stats.phases.poll.record(milliseconds(3));
  report.stats.phases.fetch.record(milliseconds(4));
  const std::string text = text_report(report);
  for (const char* const row : {"  submit          1.00 ms", "  until final     2.00 ms",
                                "  each poll       3.00 ms", "  fetch output    4.00 ms"}) {
    EXPECT_THAT(text, HasSubstr(row));
  }
}

TEST(TextReport, StartsWithThePlan) {
  Plan plan = full_report().plan;
  plan.requests = 1;
  plan.warmup = seconds(0);
  plan.connections = plan.threads = 1;
  EXPECT_EQ(headline(plan),
            "poll on http://127.0.0.1:8787: 1 connection on 1 thread, closed loop, 1 operation");
}

TEST(ProgressLine, ShowsProgress) {
  Plan plan = full_report().plan;
  const Run::Progress none;
  EXPECT_EQ(progress_line(plan, none, none), "opening 3 connections");
  const Run::Progress warm{
      .connecting = false, .since_begin = milliseconds(1001), .ended = 1001, .errors = 0};
  EXPECT_EQ(progress_line(plan, warm, none),
            "1 s of 12 s (warm-up): 1,000/s, 1,001 operations, 0 errors");
  const Run::Progress later{
      .connecting = false, .since_begin = milliseconds(3001), .ended = 5001, .errors = 1};
  EXPECT_EQ(progress_line(plan, later, warm), "3 s of 12 s: 2,000/s, 5,001 operations, 1 error");
  plan.requests = 100;
  EXPECT_EQ(progress_line(plan, later, warm), "3 s: 2,000/s, 5,001 operations, 1 error");
}

}  // namespace
}  // namespace wavespeed_mock::load::text_report_test
