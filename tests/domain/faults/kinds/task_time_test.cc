#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_time_test {
namespace {

using std::chrono::minutes;

TEST(TaskTimeFault, RunsTenMinutesUnlessToldOtherwise) {
  const TaskFault task = task_fault({"task_time"});
  EXPECT_EQ(task.pickup_time, Duration::zero());
  EXPECT_EQ(task.run_time, minutes(10));
  EXPECT_FALSE(fault_of("task_time")->takes_answer());
}

TEST(TaskTimeFault, DrawsPickupAndRunApart) {
  const std::string text =
      R"({"type": "task_time", "pickup": "uniform:1s,3s", "run": "uniform:1s,3s"})";
  const TaskFault task = task_fault({text});
  EXPECT_NE(task.pickup_time, task.run_time);
  EXPECT_EQ(task_fault({text}).run_time, task.run_time);
  EXPECT_NE(task_fault({text}, 1).run_time, task.run_time);
}

TEST(TaskTimeFault, LeavesEarlierTimes) {
  EXPECT_EQ(task_fault({"task_stuck", "task_time"}).run_time, Duration::max());
}

}  // namespace
}  // namespace wavespeed_mock::task_time_test
