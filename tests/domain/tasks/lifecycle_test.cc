#include "domain/tasks/lifecycle.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/domain_tasks.h"

namespace wavespeed_mock::lifecycle_test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

Prediction waiting_task(const FailureRule* failure) {
  Prediction prediction;
  prediction.created_at = kStart;
  prediction.started_at = kStart + seconds(2);
  prediction.ended_at = kStart + seconds(5);
  if (failure != nullptr) set_failure(prediction, *failure);
  return prediction;
}

TEST(StatusAt, FollowsTheClock) {
  struct Case {
    Duration after;
    Status status;
  };
  const std::vector<Case> cases = {
      {seconds(0), Status::created},    {seconds(2) - nanoseconds(1), Status::created},
      {seconds(2), Status::processing}, {seconds(5) - nanoseconds(1), Status::processing},
      {seconds(5), Status::completed},  {std::chrono::days(365), Status::completed},
  };
  const FailureRule failure{.probability = 1, .code = 5000, .error = "no"};
  for (const Case& c : cases) {
    EXPECT_EQ(status_at(waiting_task(nullptr), kStart + c.after), c.status) << c.after.count();
    const Status failing = c.status == Status::completed ? Status::failed : c.status;
    EXPECT_EQ(status_at(waiting_task(&failure), kStart + c.after), failing) << c.after.count();
  }
}

TEST(StatusAt, IsNeverFinalForATaskThatNeverEnds) {
  Prediction prediction = waiting_task(nullptr);
  prediction.ended_at = Timestamp::max();
  EXPECT_EQ(status_at(prediction, Timestamp::max()), Status::processing);
  prediction.started_at = Timestamp::max();
  EXPECT_EQ(status_at(prediction, Timestamp::max()), Status::created);
}

TEST(StatusAt, IsFinalAtOnceForAnInstantTask) {
  Prediction prediction;
  prediction.started_at = prediction.ended_at = kStart;
  EXPECT_EQ(status_at(prediction, kStart), Status::completed);
}

TEST(StatusAt, EndsAsTheTaskDoes) {
  Prediction prediction = waiting_task(nullptr);
  for (const auto& [end, status] : {std::pair(TaskEnd::cancelled, Status::cancelled),
                                    std::pair(TaskEnd::timeout, Status::timeout)}) {
    prediction.end = end;
    EXPECT_EQ(status_at(prediction, kStart + seconds(4)), Status::processing);
    EXPECT_EQ(status_at(prediction, kStart + seconds(5)), status);
    EXPECT_TRUE(is_final(status));
    EXPECT_FALSE(is_announced(prediction));
  }
  prediction.end = TaskEnd::failed;
  EXPECT_TRUE(is_announced(prediction));
}

TEST(StatusText, IsThatOfTheService) {
  EXPECT_EQ(to_text(Status::created), "created");
  EXPECT_EQ(to_text(Status::processing), "processing");
  EXPECT_EQ(to_text(Status::completed), "completed");
  EXPECT_EQ(to_text(Status::failed), "failed");
  EXPECT_EQ(to_text(Status::cancelled), "cancelled");
  EXPECT_EQ(to_text(Status::timeout), "timeout");
}

}  // namespace
}  // namespace wavespeed_mock::lifecycle_test
