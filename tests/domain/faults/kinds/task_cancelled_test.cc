#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_cancelled_test {
namespace {

TEST(TaskCancelledFault, EndsTheTaskAtTheServicesExpense) {
  const TaskFault task = task_fault({"task_cancelled"});
  EXPECT_EQ(task.end, TaskEnd::cancelled);
  ASSERT_NE(task.failure, nullptr);
  EXPECT_EQ(task.failure->code, 1405);
  EXPECT_EQ(task.failure->error, "Task cancelled");
  EXPECT_EQ(task_fault({R"({"type": "task_cancelled", "error": "Over"})"}).failure->error, "Over");
  EXPECT_FALSE(fault_of("task_cancelled")->takes_answer());
}

TEST(TaskCancelledFault, LeavesAnEarlierEnd) {
  EXPECT_EQ(task_fault({"task_failed", "task_cancelled"}).end, TaskEnd::failed);
}

}  // namespace
}  // namespace wavespeed_mock::task_cancelled_test
