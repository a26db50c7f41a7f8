#include "domain/tasks/task_plan.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/value/timestamp.h"
#include "domain/tasks/lifecycle.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::task_plan_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const SeededRandom kAccount(7, "key");
const LatencyPolicy kBrisk(Latency::brisk());

struct Planned {
  Prediction task;
  std::vector<TracedDraw> traced;
};

Planned plan(const Model& model, const TaskFault& fault = {}, Timestamp starts = kStart,
             std::uint64_t ordinal = 0, bool media_missing = false) {
  Planned planned;
  planned.task = plan_task({.model = &model, .media_missing = media_missing},
                           {.created_at = kStart, .starts = starts}, {kBrisk, kAccount, ordinal},
                           fault, planned.traced);
  return planned;
}

Model coin() {
  Model model;
  model.failure = FailureRule{0.5, 5000, "tails"};
  return model;
}

TEST(TaskPlan, DependsOnSeedKeyAndOrdinal) {
  const Model model = coin();
  const Prediction first = plan(model).task;
  EXPECT_EQ(plan(model).task.id, first.id);
  EXPECT_EQ(plan(model).task.ended_at, first.ended_at);
  EXPECT_NE(plan(model, {}, kStart, 1).task.id, first.id);
  EXPECT_NE(plan(model, {}, kStart, 1).task.ended_at, first.ended_at);
}

TEST(TaskPlan, TracesItsDraws) {
  const Model model = coin();
  bool seen[2] = {false, false};
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Planned planned = plan(model, {}, kStart, i);
    ASSERT_EQ(planned.traced.size(), 3U);
    EXPECT_EQ(planned.traced[0].purpose, RandomStream::pickup_time);
    EXPECT_EQ(planned.traced[0].meaning, "waits 50ms");
    EXPECT_EQ(planned.traced[1].purpose, RandomStream::run_time);
    EXPECT_EQ(planned.traced[1].meaning.substr(0, 5), "runs ");
    EXPECT_EQ(planned.traced[2].purpose, RandomStream::outcome);
    EXPECT_EQ(planned.traced[2].ordinal, i);
    const bool fails = planned.task.end == TaskEnd::failed;
    EXPECT_EQ(planned.traced[2].meaning, fails ? "fails" : "completes");
    seen[fails ? 1 : 0] = true;
  }
  EXPECT_TRUE(seen[0] && seen[1]);
  EXPECT_EQ(plan(Model{}).traced.size(), 2U) << "there is no draw for a certain outcome";
}

TEST(TaskPlan, FollowsAFault) {
  const Model model = coin();
  const Planned timed = plan(model, {.pickup_time = seconds(2), .run_time = seconds(3)});
  EXPECT_EQ(timed.task.started_at, kStart + seconds(2));
  EXPECT_EQ(timed.task.ended_at, kStart + seconds(5));
  EXPECT_EQ(timed.task.id, plan(model).task.id) << "all other draws are unchanged";
  ASSERT_EQ(timed.traced.size(), 1U);

  const auto failure = std::make_shared<FailureRule>(FailureRule{1, 1402, "gone"});
  const Planned failed = plan(model, {.end = TaskEnd::failed, .failure = failure});
  EXPECT_EQ(failed.task.end, TaskEnd::failed);
  EXPECT_EQ(failed.task.failure, failure);

  const Planned flagged = plan(model, {.nsfw = true});
  EXPECT_TRUE(flagged.task.nsfw);
  EXPECT_EQ(flagged.task.output.count, 1U);
  EXPECT_EQ(plan(model, {.no_outputs = true}).task.output.count, 0U);
}

TEST(TaskPlan, AllowsStuckTasks) {
  const Model model = coin();
  const Prediction processing = plan(model, {.run_time = Duration::max()}).task;
  EXPECT_EQ(processing.started_at, kStart + milliseconds(50));
  EXPECT_EQ(processing.ended_at, Timestamp::max());
  EXPECT_EQ(status_at(processing, kStart + std::chrono::days(36'500)), Status::processing);

  const Prediction created =
      plan(model, {.pickup_time = Duration::max(), .run_time = seconds(1)}).task;
  EXPECT_EQ(created.started_at, Timestamp::max());
  EXPECT_EQ(created.ended_at, Timestamp::max()) << "a task that never starts never ends";
  EXPECT_EQ(status_at(created, kStart + std::chrono::days(36'500)), Status::created);
}

TEST(TaskPlan, AllowsTasksToQueueAfterOneThatNeverEnds) {
  const Model model = coin();
  const Prediction task = plan(model, {}, kLastTime).task;
  EXPECT_EQ(task.started_at, Timestamp::max());
  EXPECT_EQ(task.ended_at, Timestamp::max());
}

TEST(TaskPlan, FailsWithoutItsMedia) {
  const Planned planned = plan(coin(), {}, kStart, 0, true);
  EXPECT_EQ(planned.task.end, TaskEnd::failed);
  EXPECT_EQ(planned.task.failure->code, 1402);
  EXPECT_EQ(planned.task.failure->error, "Input media could not be fetched");
  EXPECT_EQ(planned.traced.size(), 2U) << "no draw decides what is certain";
}

TEST(TaskPlan, LetsAFaultOverruleMissingMedia) {
  const auto failure = std::make_shared<FailureRule>(FailureRule{1, 5004, "late"});
  const TaskFault fault{.end = TaskEnd::timeout, .failure = failure};
  const Prediction task = plan(Model{}, fault, kStart, 0, true).task;
  EXPECT_EQ(task.end, TaskEnd::timeout);
  EXPECT_EQ(task.failure->code, 5004);
}

TEST(TaskPlan, KeepsWhatWasAskedAndAgreed) {
  const Model model;
  std::vector<TracedDraw> traced;
  const Prediction task =
      plan_task({.account = 7,
                 .model = &model,
                 .output = {.count = 3, .width = 640, .height = 480, .extension = "png"},
                 .sync_mode = true,
                 .base64_output = true,
                 .inputs = R"({"prompt": "a cat"})"},
                {.created_at = kStart, .starts = kStart + seconds(9), .charge = {12'000}},
                {kBrisk, kAccount, 0}, {}, traced);
  EXPECT_EQ(task.account, 7);
  EXPECT_EQ(task.model, &model);
  EXPECT_EQ(task.output.count, 3);
  EXPECT_EQ(task.output.width, 640);
  EXPECT_EQ(task.output.height, 480);
  EXPECT_EQ(task.output.extension, "png");
  EXPECT_TRUE(task.sync_mode);
  EXPECT_TRUE(task.base64_output);
  EXPECT_EQ(task.inputs, R"({"prompt": "a cat"})");
  EXPECT_EQ(task.created_at, kStart);
  EXPECT_EQ(task.started_at, kStart + seconds(9) + milliseconds(50));
  EXPECT_EQ(task.charge, Money{12'000});
}

}  // namespace
}  // namespace wavespeed_mock::task_plan_test
