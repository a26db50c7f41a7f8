#include "domain/faults/fault_timing.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>

#include "base/value/duration_text.h"
#include "support/domain_error.h"
#include "support/fault_questions.h"

namespace wavespeed_mock::fault_timing_test {
namespace {

using namespace std::chrono_literals;

// On which of `count` requests the rule fires: "-x-x".
std::string pattern_of(const std::string& timing, int requests, std::uint64_t seed = 0,
                       const std::string& id = "rule", const std::string& key = "key-1") {
  FaultBench bench(true, seed);
  bench.add("{\"id\": \"" + id + "\", \"fault\": \"error\", " + timing + "}");
  std::string pattern;
  for (int i = 0; i < requests; ++i) pattern += bench.fired({.key = key}).empty() ? '-' : 'x';
  return pattern;
}

std::string error_for(const std::string& timing) {
  return error_of([&] { FaultBench().add("{\"fault\": \"error\", " + timing + "}"); });
}

TEST(FaultTiming, FiresByCount) {
  EXPECT_EQ(pattern_of(R"("after": 0)", 3), "xxx");
  EXPECT_EQ(pattern_of(R"("after": 2)", 5), "--xxx");
  EXPECT_EQ(pattern_of(R"("first": 2)", 5), "xx---");
  EXPECT_EQ(pattern_of(R"("every": 3)", 7), "--x--x-");
  EXPECT_EQ(pattern_of(R"("times": 2)", 5), "xx---");
}

TEST(FaultTiming, CombinesCounts) {
  EXPECT_EQ(pattern_of(R"("after": 2, "first": 1)", 5), "--x--");
  EXPECT_EQ(pattern_of(R"("after": 1, "every": 2, "times": 2)", 9), "--x-x----");
  EXPECT_EQ(pattern_of(R"("first": 4, "every": 2)", 8), "-x-x----");
}

TEST(FaultTiming, DrawsByProbability) {
  EXPECT_EQ(pattern_of(R"("probability": 1)", 4), "xxxx");
  EXPECT_EQ(pattern_of(R"("probability": 0)", 100), std::string(100, '-'));
  const std::string half = pattern_of(R"("probability": 0.5)", 1'000);
  const auto fired = std::count(half.begin(), half.end(), 'x');
  EXPECT_GT(fired, 430);
  EXPECT_LT(fired, 570);
  EXPECT_EQ(pattern_of(R"("probability": 0.5)", 1'000), half) << "the same seed, the same draws";
  EXPECT_NE(pattern_of(R"("probability": 0.5)", 1'000, 1), half);
  EXPECT_NE(pattern_of(R"("probability": 0.5)", 1'000, 0, "other"), half);
  EXPECT_NE(pattern_of(R"("probability": 0.5)", 1'000, 0, "rule", "key-2"), half);
  // `times` limits how often the rule fires, not how often it is drawn.
  const std::string few = pattern_of(R"("probability": 0.5, "times": 3)", 1'000);
  EXPECT_EQ(std::count(few.begin(), few.end(), 'x'), 3);
}

TEST(FaultTiming, FiresOnlyBetweenItsStartAndEnd) {
  FaultBench bench;
  bench.add(R"({"id": "a", "fault": "error", "from": "10s", "until": "20s", "times": 1})");
  EXPECT_EQ(bench.fired({.later = 9s}), "");
  EXPECT_EQ(bench.said(), "skipped: the rule starts at 2026-01-01T00:00:10.000000000Z (from=10s)");
  EXPECT_EQ(bench.fired({.later = 20s}), "");
  EXPECT_EQ(bench.said(), "skipped: the rule ended at 2026-01-01T00:00:20.000000000Z (until=20s)");
  EXPECT_EQ(bench.rules.list(nullptr)[0].count.matched, 0)
      << "requests outside its time are not counted";
  EXPECT_EQ(bench.fired({.later = 10s}), "a");
}

TEST(FaultTiming, ExplainsWhyARuleDoesNotFire) {
  const auto reason = [](const std::string& timing, int requests) {
    FaultBench bench;
    bench.add("{\"fault\": \"error\", " + timing + "}");
    for (int i = 0; i < requests; ++i) bench.fired({});
    return bench.said();
  };
  EXPECT_EQ(reason(R"("after": 3)", 2),
            "skipped: the rule ignores the first 3 matching request(s) (after=3)");
  EXPECT_EQ(reason(R"("first": 1)", 2),
            "skipped: the rule is limited to the first 1 matching request(s) (first=1)");
  EXPECT_EQ(reason(R"("every": 2)", 3),
            "skipped: this is matching request 3, and the rule fires on every 2nd (every=2)");
  EXPECT_EQ(reason(R"("times": 1)", 4), "skipped: the rule has already fired 1 time(s) (times=1)");
  EXPECT_EQ(reason(R"("every": 22)", 111),
            "skipped: this is matching request 111, and the rule fires on every 22nd (every=22)");
  EXPECT_TRUE(reason(R"("probability": 0.0001)", 1).starts_with("skipped: drew 0."));
  EXPECT_TRUE(
      reason(R"("probability": 0.0001)", 1).ends_with(", not below the probability 0.0001"));
}

TEST(FaultTiming, ReportsWrongFields) {
  EXPECT_EQ(error_for(R"("after": -1)"),
            "rule: field \"after\": must be a whole number from 0 to 1000000000, not -1");
  EXPECT_EQ(error_for(R"("first": 0)"),
            "rule: field \"first\": must be a whole number from 1 to 1000000000, not 0");
  EXPECT_EQ(error_for(R"("every": 1.5)"),
            "rule: field \"every\": must be a whole number from 1 to 1000000000, not 1.5");
  EXPECT_EQ(error_for(R"("probability": 2)"),
            "rule: field \"probability\": must be a number from 0.0 to 1.0, not 2");
  EXPECT_EQ(
      error_for(R"("from": "soon")"),
      "rule: field \"from\": must be a duration from 0 to 36525d such as \"30s\", not \"soon\"");
  EXPECT_EQ(error_for(R"("from": "10s", "until": "10s")"),
            "rule: field \"until\": must be later than \"from\", 10s, not \"10s\"");
  FaultTiming timing;
  for (const Duration from : {-std::chrono::nanoseconds(1), kMaxDuration + Duration(1)}) {
    timing.from = from;
    EXPECT_EQ(error_of([&] { timing.check("rule"); }),
              "rule: field \"from\": must be from 0 to 36525d, not " + to_text(from));
  }
}

}  // namespace
}  // namespace wavespeed_mock::fault_timing_test
