#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_timeout_test {
namespace {

TEST(TaskTimeoutFault, EndsTheTaskAtTheServicesExpense) {
  const TaskFault task = task_fault({"task_timeout"});
  EXPECT_EQ(task.end, TaskEnd::timeout);
  ASSERT_NE(task.failure, nullptr);
  EXPECT_EQ(task.failure->code, 5004);
  EXPECT_EQ(task.failure->error, "Task timed out");
  EXPECT_EQ(task_fault({R"({"type": "task_timeout", "error": "Over"})"}).failure->error, "Over");
  EXPECT_FALSE(fault_of("task_timeout")->takes_answer());
}

TEST(TaskTimeoutFault, LeavesAnEarlierEnd) {
  EXPECT_EQ(task_fault({"task_failed", "task_timeout"}).end, TaskEnd::failed);
}

}  // namespace
}  // namespace wavespeed_mock::task_timeout_test
