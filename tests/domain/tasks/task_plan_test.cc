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

struct Fated {
  Prediction task;
  std::vector<TracedDraw> traced;
};

Fated fate(const Model& model, const TaskFault& fault = {}, Timestamp starts = kStart,
           std::uint64_t ordinal = 0) {
  Fated fated;
  fated.task.model = &model;
  fated.task.created_at = kStart;
  plan_task(fated.task, {kBrisk, kAccount, ordinal}, fault, starts, fated.traced);
  return fated;
}

Model coin() {
  Model model;
  model.failure = FailureRule{0.5, 5000, "tails"};
  return model;
}

TEST(TaskFate, FollowsFromSeedKeyAndOrdinal) {
  const Model model = coin();
  const Prediction first = fate(model).task;
  EXPECT_EQ(fate(model).task.id, first.id);
  EXPECT_EQ(fate(model).task.ended_at, first.ended_at);
  EXPECT_NE(fate(model, {}, kStart, 1).task.id, first.id);
  EXPECT_NE(fate(model, {}, kStart, 1).task.ended_at, first.ended_at);
}

TEST(TaskFate, TellsWhatWasDrawn) {
  const Model model = coin();
  bool seen[2] = {false, false};
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Fated fated = fate(model, {}, kStart, i);
    ASSERT_EQ(fated.traced.size(), 3U);
    EXPECT_EQ(fated.traced[0].purpose, RandomStream::pickup_time);
    EXPECT_EQ(fated.traced[0].meaning, "waits 50ms");
    EXPECT_EQ(fated.traced[1].purpose, RandomStream::run_time);
    EXPECT_EQ(fated.traced[1].meaning.substr(0, 5), "runs ");
    EXPECT_EQ(fated.traced[2].purpose, RandomStream::outcome);
    EXPECT_EQ(fated.traced[2].ordinal, i);
    const bool fails = fated.task.end == TaskEnd::failed;
    EXPECT_EQ(fated.traced[2].meaning, fails ? "fails" : "completes");
    seen[fails ? 1 : 0] = true;
  }
  EXPECT_TRUE(seen[0] && seen[1]);
  EXPECT_EQ(fate(Model{}).traced.size(), 2U) << "no draw decides what is certain";
}

TEST(TaskFate, IsWhatAFaultSays) {
  const Model model = coin();
  const Fated timed = fate(model, {.pickup_time = seconds(2), .run_time = seconds(3)});
  EXPECT_EQ(timed.task.started_at, kStart + seconds(2));
  EXPECT_EQ(timed.task.ended_at, kStart + seconds(5));
  EXPECT_EQ(timed.task.id, fate(model).task.id) << "the draws of everything else stay";
  ASSERT_EQ(timed.traced.size(), 1U);

  const auto failure = std::make_shared<FailureRule>(FailureRule{1, 1402, "gone"});
  const Fated failed = fate(model, {.end = TaskEnd::failed, .failure = failure});
  EXPECT_EQ(failed.task.end, TaskEnd::failed);
  EXPECT_EQ(failed.task.failure, failure);

  const Fated flagged = fate(model, {.nsfw = true});
  EXPECT_TRUE(flagged.task.nsfw);
  EXPECT_EQ(flagged.task.output.count, 1U);
  EXPECT_EQ(fate(model, {.no_outputs = true}).task.output.count, 0U);
}

TEST(TaskFate, LetsTasksGetStuck) {
  const Model model = coin();
  const Prediction processing = fate(model, {.run_time = Duration::max()}).task;
  EXPECT_EQ(processing.started_at, kStart + milliseconds(50));
  EXPECT_EQ(processing.ended_at, Timestamp::max());
  EXPECT_EQ(status_at(processing, kStart + std::chrono::days(36'500)), Status::processing);

  const Prediction created =
      fate(model, {.pickup_time = Duration::max(), .run_time = seconds(1)}).task;
  EXPECT_EQ(created.started_at, Timestamp::max());
  EXPECT_EQ(created.ended_at, Timestamp::max()) << "what never starts never ends";
  EXPECT_EQ(status_at(created, kStart + std::chrono::days(36'500)), Status::created);
}

TEST(TaskFate, LetsTasksWaitForWhatNeverEnds) {
  const Model model = coin();
  const Prediction task = fate(model, {}, later(Timestamp::max(), seconds(0))).task;
  EXPECT_EQ(task.started_at, Timestamp::max());
  EXPECT_EQ(task.ended_at, Timestamp::max());
}

TEST(TaskFate, OverrulesAFailureOnlyByAFault) {
  Model model;
  Prediction prediction;
  prediction.model = &model;
  const FailureRule lost{1, 1402, "lost"};
  set_failure(prediction, lost);
  std::vector<TracedDraw> traced;
  plan_task(prediction, {kBrisk, kAccount, 0}, {}, kStart, traced);
  EXPECT_EQ(prediction.failure->code, 1402);
  const auto failure = std::make_shared<FailureRule>(FailureRule{1, 5004, "late"});
  plan_task(prediction, {kBrisk, kAccount, 0}, {.end = TaskEnd::timeout, .failure = failure},
            kStart, traced);
  EXPECT_EQ(prediction.end, TaskEnd::timeout);
  EXPECT_EQ(prediction.failure->code, 5004);
}

}  // namespace
}  // namespace wavespeed_mock::task_plan_test
