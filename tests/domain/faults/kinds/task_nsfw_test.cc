#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_nsfw_test {
namespace {

TEST(TaskNsfwFault, FlagsTheOutputs) {
  const TaskFault task = task_fault({"task_nsfw"});
  EXPECT_EQ(task.nsfw, true);
  EXPECT_EQ(task.end, std::nullopt);
  EXPECT_FALSE(task.empty());
  EXPECT_FALSE(fault_of("task_nsfw")->takes_answer());
}

}  // namespace
}  // namespace wavespeed_mock::task_nsfw_test
