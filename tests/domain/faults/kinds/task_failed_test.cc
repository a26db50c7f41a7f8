#include <gtest/gtest.h>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_failed_test {
namespace {

TEST(TaskFailedFault, IsAnInternalErrorUnlessToldOtherwise) {
  const TaskFault task = task_fault({"task_failed"});
  EXPECT_EQ(task.end, TaskEnd::failed);
  ASSERT_NE(task.failure, nullptr);
  EXPECT_EQ(task.failure->code, 5000);
  EXPECT_EQ(task.failure->error, "Internal error: the worker stopped unexpectedly");
  EXPECT_FALSE(fault_of("task_failed")->takes_answer());
}

TEST(TaskFailedFault, HasEachDocumentedCodeWithItsText) {
  for (const int code : {1200, 1400, 1401, 1402, 1403, 1405, 1406, 1407, 5000, 5003, 5004}) {
    const TaskFault task =
        task_fault({R"({"type": "task_failed", "code": )" + std::to_string(code) + "}"});
    EXPECT_EQ(task.failure->code, code);
    EXPECT_NE(task.failure->error, "") << code;
  }
  const TaskFault task = task_fault({R"({"type": "task_failed", "code": 1402, "error": "Gone"})"});
  EXPECT_EQ(task.failure->error, "Gone");
}

TEST(TaskFailedFault, LeavesAnEarlierEnd) {
  const TaskFault task = task_fault({"task_cancelled", "task_failed"});
  EXPECT_EQ(task.end, TaskEnd::cancelled);
  EXPECT_EQ(task.failure->code, 1405);
}

TEST(TaskFailedFault, SaysWhatIsWrong) {
  EXPECT_EQ(fault_complaint(R"({"type": "task_failed", "code": 1404})"),
            R"(here: field "code": must be one of 1200, 1400, 1401, 1402, 1403, 1405, 1406, 1407, )"
            R"(5000, 5003, 5004, not 1404)");
}

}  // namespace
}  // namespace wavespeed_mock::task_failed_test
