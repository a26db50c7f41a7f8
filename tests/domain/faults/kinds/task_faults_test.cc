// What each fault does to the task of a submission.
#include <gtest/gtest.h>

#include <chrono>

#include "support/domain_faults.h"

namespace wavespeed_mock::task_faults_test {
namespace {

using std::chrono::minutes;

TEST(TaskFailedFault, IsAnInternalErrorByDefault) {
  const TaskFault task = task_fault({"task_failed"});
  EXPECT_EQ(task.end, TaskEnd::failed);
  ASSERT_NE(task.failure, nullptr);
  EXPECT_EQ(task.failure->code, 5000);
  EXPECT_EQ(task.failure->error, "Internal error: the worker stopped unexpectedly");
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

TEST(TaskFailedFault, KeepsAnEarlierEnd) {
  const TaskFault task = task_fault({"task_cancelled", "task_failed"});
  EXPECT_EQ(task.end, TaskEnd::cancelled);
  EXPECT_EQ(task.failure->code, 1405);
}

TEST(TaskFailedFault, ExplainsErrors) {
  EXPECT_EQ(fault_error(R"({"type": "task_failed", "code": 1404})"),
            R"(here: field "code": must be one of 1200, 1400, 1401, 1402, 1403, 1405, 1406, 1407, )"
            R"(5000, 5003, 5004, not 1404)");
}

TEST(TaskStuckFault, NeverEnds) {
  const TaskFault processing = task_fault({"task_stuck"});
  EXPECT_EQ(processing.pickup_time, std::nullopt);
  EXPECT_EQ(processing.run_time, Duration::max());
  const TaskFault created = task_fault({R"({"type": "task_stuck", "status": "created"})"});
  EXPECT_EQ(created.pickup_time, Duration::max());
  EXPECT_EQ(created.run_time, Duration::max());
}

TEST(TaskStuckFault, KeepsEarlierTimes) {
  const TaskFault task =
      task_fault({"task_time", R"({"type": "task_stuck", "status": "created"})"});
  EXPECT_EQ(task.pickup_time, Duration::zero());
  EXPECT_EQ(task.run_time, minutes(10));
}

TEST(TaskCancelledFault, EndsTheTaskWithARefundedCode) {
  const TaskFault task = task_fault({"task_cancelled"});
  EXPECT_EQ(task.end, TaskEnd::cancelled);
  ASSERT_NE(task.failure, nullptr);
  EXPECT_EQ(task.failure->code, 1405);
  EXPECT_EQ(task.failure->error, "Task cancelled");
  EXPECT_EQ(task_fault({R"({"type": "task_cancelled", "error": "Over"})"}).failure->error, "Over");
}

TEST(TaskCancelledFault, KeepsAnEarlierEnd) {
  EXPECT_EQ(task_fault({"task_failed", "task_cancelled"}).end, TaskEnd::failed);
}

TEST(TaskTimeoutFault, EndsTheTaskWithARefundedCode) {
  const TaskFault task = task_fault({"task_timeout"});
  EXPECT_EQ(task.end, TaskEnd::timeout);
  ASSERT_NE(task.failure, nullptr);
  EXPECT_EQ(task.failure->code, 5004);
  EXPECT_EQ(task.failure->error, "Task timed out");
  EXPECT_EQ(task_fault({R"({"type": "task_timeout", "error": "Over"})"}).failure->error, "Over");
}

TEST(TaskTimeoutFault, KeepsAnEarlierEnd) {
  EXPECT_EQ(task_fault({"task_failed", "task_timeout"}).end, TaskEnd::failed);
}

TEST(TaskNsfwFault, FlagsTheOutputs) {
  const TaskFault task = task_fault({"task_nsfw"});
  EXPECT_EQ(task.nsfw, true);
  EXPECT_EQ(task.end, std::nullopt);
  EXPECT_FALSE(task.empty());
}

TEST(TaskNoOutputsFault, LeavesTheEndAlone) {
  const TaskFault task = task_fault({"task_no_outputs"});
  EXPECT_TRUE(task.no_outputs);
  EXPECT_EQ(task.end, std::nullopt);
}

TEST(TaskTimeFault, RunsTenMinutesByDefault) {
  const TaskFault task = task_fault({"task_time"});
  EXPECT_EQ(task.pickup_time, Duration::zero());
  EXPECT_EQ(task.run_time, minutes(10));
}

TEST(TaskTimeFault, DrawsPickupTimeAndRunTimeIndependently) {
  const std::string text =
      R"({"type": "task_time", "pickup": "uniform:1s,3s", "run": "uniform:1s,3s"})";
  const TaskFault task = task_fault({text});
  EXPECT_NE(task.pickup_time, task.run_time);
  EXPECT_EQ(task_fault({text}).run_time, task.run_time);
  EXPECT_NE(task_fault({text}, 1).run_time, task.run_time);
}

TEST(TaskTimeFault, KeepsEarlierTimes) {
  EXPECT_EQ(task_fault({"task_stuck", "task_time"}).run_time, Duration::max());
}

}  // namespace
}  // namespace wavespeed_mock::task_faults_test
