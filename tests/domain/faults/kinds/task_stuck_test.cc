#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_stuck_test {
namespace {

using std::chrono::minutes;

TEST(TaskStuckFault, NeverEnds) {
  const TaskFault processing = task_fault({"task_stuck"});
  EXPECT_EQ(processing.pickup_time, std::nullopt);
  EXPECT_EQ(processing.run_time, Duration::max());
  const TaskFault created = task_fault({R"({"type": "task_stuck", "status": "created"})"});
  EXPECT_EQ(created.pickup_time, Duration::max());
  EXPECT_EQ(created.run_time, Duration::max());
  EXPECT_FALSE(fault_of("task_stuck")->takes_answer());
}

TEST(TaskStuckFault, LeavesEarlierTimes) {
  const TaskFault task =
      task_fault({"task_time", R"({"type": "task_stuck", "status": "created"})"});
  EXPECT_EQ(task.pickup_time, Duration::zero());
  EXPECT_EQ(task.run_time, minutes(10));
}

}  // namespace
}  // namespace wavespeed_mock::task_stuck_test
