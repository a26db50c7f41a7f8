#include "load_generator/json_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/load_report.h"

namespace wavespeed_mock::load::json_report_test {
namespace {

using nlohmann::json;

TEST(JsonReport, HasAllFigures) {
  const json report = json::parse(json_report(bad_report()));
  EXPECT_EQ(report["plan"],
            json::parse(R"({"scenario": "poll", "target": "http://127.0.0.1:8787", "connections": 3,
                            "threads": 2, "loop": "open", "rate": 100.0, "duration": 10.0,
                            "warmup": 2.0, "timeout": 30.0, "task": "t0"})"));
  EXPECT_EQ(report["measured"], 10.0);
  EXPECT_EQ(report["cut_short"], true);
  EXPECT_EQ(report["clean"], false);
  EXPECT_EQ(report["operations"], 16);
  EXPECT_EQ(report["throughput"], 100.0);
  EXPECT_EQ(report["answers"], json::parse(R"({"200": 1000, "429": 7})"));
  EXPECT_EQ(report["errors"],
            json::parse(R"({"connect": 2, "reset": 2, "timeout": 2, "closed early": 2,
                            "unreadable": 2, "task failed": 2})"));
  EXPECT_EQ(report["unfinished"], 5);
  EXPECT_EQ(report["connections"],
            json::parse(R"({"served": 2, "least_answers": 0, "median_answers": 500,
                            "opened_again": 6})"));
  EXPECT_EQ(report["bytes"], json::parse(R"({"in": 5242880, "out": 1048576})"));
  EXPECT_EQ(report["generator"],
            json::parse(R"({"cpu": 0.95, "late_starts": 3, "waited_for_connection": 4})"));
  EXPECT_EQ(report["latency"]["count"], 1000);
  EXPECT_NEAR(report["latency"]["p99.9"].get<double>(), 0.999, 0.001);
  EXPECT_EQ(report["latency"]["max"], 1.0);
  EXPECT_EQ(report["time_line"]["slice"], 0.1);
  EXPECT_EQ(report["time_line"]["slices"].size(), 101U);
  EXPECT_EQ(report["notes"].size(), 7U);
  EXPECT_FALSE(report.contains("phases"));
}

TEST(JsonReport, HasThePhasesOfALifecycle) {
  Report run = full_report();
  run.plan.scenario = Scenario::lifecycle;
  run.plan.requests = 7;
  run.stats.phases.poll.record(std::chrono::milliseconds(500));
  const json report = json::parse(json_report(run));
  EXPECT_EQ(report["phases"]["poll"]["max"], 0.5);
  EXPECT_EQ(report["phases"]["fetch"]["count"], 0);
  EXPECT_EQ(report["plan"]["loop"], "closed");
  EXPECT_EQ(report["plan"]["requests"], 7);
  EXPECT_EQ(report["plan"]["model"], "wavespeed-ai/flux-dev");
  EXPECT_FALSE(report["plan"].contains("duration"));
}

TEST(JsonReport, DoesNotContainTheKey) {
  EXPECT_EQ(json_report(bad_report()).find("very-secret-key"), std::string::npos);
}

}  // namespace
}  // namespace wavespeed_mock::load::json_report_test
