#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::delay_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(DelayFault, TakesASecondUnlessToldOtherwise) {
  EXPECT_EQ(spoiled({"delay"}).delivery, (DeliveryPlan{.delay = seconds(1)}));
  EXPECT_EQ(spoiled({"delay"}).body, kFaultlessBody);
  EXPECT_FALSE(fault_of("delay")->takes_answer());
}

TEST(DelayFault, TakesTheTimeThatIsDrawn) {
  const std::string uniform = R"({"type": "delay", "time": "uniform:1s,3s"})";
  const Duration first = spoiled({uniform}).delivery.delay;
  EXPECT_GE(first, seconds(1));
  EXPECT_LE(first, seconds(3));
  EXPECT_EQ(spoiled({uniform}).delivery.delay, first);
  EXPECT_NE(spoiled({uniform}, "GET", 1).delivery.delay, first);
  EXPECT_EQ(spoiled({R"({"type": "delay", "time": "percentiles:p0=2s"})"}).delivery.delay,
            seconds(2));
}

TEST(DelayFault, AddsUpWithoutComingRound) {
  const std::string long_one = R"({"type": "delay", "time": "200ms"})";
  EXPECT_EQ(spoiled({"delay", "error", long_one}).delivery.delay, milliseconds(1'200));
  const std::string century = R"({"type": "delay", "time": "36525d"})";
  EXPECT_EQ(spoiled({century, century, century, century}).delivery.delay,
            std::chrono::days(36'525));
}

TEST(DelayFault, SaysWhatIsWrong) {
  EXPECT_EQ(fault_complaint(R"({"type": "delay", "time": 5})"),
            R"(here: field "time": must be a duration such as "5s", "fixed:200ms", )"
            R"("uniform:1s,3s", "normal:2s,500ms", "lognormal:2s,0.5" or )"
            R"("percentiles:p50=1s,p99=10s", not 5)");
}

}  // namespace
}  // namespace wavespeed_mock::delay_test
