#include "domain/lifecycle.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string_view>
#include <vector>

#include "support/domain_tasks.h"

namespace wavespeed_mock {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

Prediction waiting_task(const FailureRule* failure) {
  Prediction prediction;
  prediction.created_at = kStart;
  prediction.started_at = kStart + seconds(2);
  prediction.ended_at = kStart + seconds(5);
  if (failure != nullptr) let_fail(prediction, *failure);
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

TEST(StatusAt, IsOverAtOnceForATaskThatTakesNoTime) {
  Prediction prediction;
  prediction.started_at = prediction.ended_at = kStart;
  EXPECT_EQ(status_at(prediction, kStart), Status::completed);
}

TEST(StatusAt, IsWhatTheTaskEndsAs) {
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

TEST(StatusText, IsTheServicesOwn) {
  EXPECT_EQ(to_text(Status::created), "created");
  EXPECT_EQ(to_text(Status::processing), "processing");
  EXPECT_EQ(to_text(Status::completed), "completed");
  EXPECT_EQ(to_text(Status::failed), "failed");
  EXPECT_EQ(to_text(Status::cancelled), "cancelled");
  EXPECT_EQ(to_text(Status::timeout), "timeout");
}

TEST(TaskErrors, AreRefundedWhenTheServiceIsAtFault) {
  struct Case {
    int code;
    bool refunded;
    std::string_view what;
  };
  const std::vector<Case> cases = {
      {1200, false, "content moderation"},
      {1400, false, "parameter missing"},
      {1401, false, "parameter invalid"},
      {1402, false, "media cannot be fetched"},
      {1403, true, "execution failed"},
      {1405, true, "task failed"},
      {1406, false, "account"},
      {1407, false, "insufficient credits"},
      {5000, true, "internal"},
      {5003, true, "unavailable"},
      {5004, true, "timed out"},
  };
  std::set<int> codes;
  for (const Case& c : cases) {
    codes.insert(c.code);
    EXPECT_TRUE(is_task_error_code(c.code)) << c.what;
    EXPECT_EQ(is_refunded(c.code), c.refunded) << c.what;
  }
  for (int code = -1; code < 10'000; ++code) {
    if (codes.contains(code)) continue;
    EXPECT_FALSE(is_task_error_code(code)) << code;
    EXPECT_FALSE(is_refunded(code)) << code;
    EXPECT_EQ(task_error_text(code), "");
  }
  EXPECT_EQ(std::set<int>(task_error_codes().begin(), task_error_codes().end()), codes);
  for (const int code : codes) EXPECT_NE(task_error_text(code), "") << code;
  // Not 1200 after all: the low half of a wider number.
  EXPECT_FALSE(is_task_error_code((std::int64_t{1} << 32) + 1200));
}

}  // namespace
}  // namespace wavespeed_mock
