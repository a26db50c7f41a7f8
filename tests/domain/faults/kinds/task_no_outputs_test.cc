#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_no_outputs_test {
namespace {

TEST(TaskNoOutputsFault, LeavesTheEndAlone) {
  const TaskFault task = task_fault({"task_no_outputs"});
  EXPECT_TRUE(task.no_outputs);
  EXPECT_EQ(task.end, std::nullopt);
  EXPECT_FALSE(fault_of("task_no_outputs")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::task_no_outputs_test
