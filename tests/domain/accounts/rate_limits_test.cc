#include "domain/accounts/rate_limits.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_limits.h"

namespace wavespeed_mock::rate_limits_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

const Tier kLevel1{
    .id = "level1", .images_per_minute = 10, .videos_per_minute = 5, .tasks_at_once = 3};
const Tier kBronze{.id = "bronze",
                   .images_per_minute = 2,
                   .videos_per_minute = 2,
                   .tasks_at_once = 2,
                   .over_concurrency = kQueue};
const Tier kUnlimited{.id = "unlimited"};

TEST(Limits, UseASlidingMinute) {
  Submitter submitter(tier_of(3, kNone));
  EXPECT_TRUE(submitter.submit_at(seconds(0)));
  EXPECT_TRUE(submitter.submit_at(seconds(30)));
  EXPECT_TRUE(submitter.submit_at(seconds(59)));
  EXPECT_FALSE(submitter.submit_at(seconds(59)));
  // A task that is a nanosecond less than a minute old counts, one that is a minute old does not.
  EXPECT_FALSE(submitter.submit_at(seconds(60) - nanoseconds(1)));
  EXPECT_TRUE(submitter.submit_at(seconds(60)));
  EXPECT_FALSE(submitter.submit_at(seconds(60)));
  EXPECT_FALSE(submitter.submit_at(seconds(90) - nanoseconds(1)));
  EXPECT_TRUE(submitter.submit_at(seconds(90)));
  // The window does not follow minutes of the clock: the tasks at 59 s, 60 s and 90 s still count.
  EXPECT_FALSE(submitter.submit_at(seconds(119) - nanoseconds(1)));
  EXPECT_TRUE(submitter.submit_at(seconds(119)));
}

// A task that never ends keeps its slot forever.
TEST(Limits, HandleTasksThatNeverEnd) {
  const auto stuck = [](OverLimitRule rule) {
    Submitter submitter(tier_of(9, 1, rule));
    const auto admission = admit(submitter.state, submitter.tier, {}, kImage, kStart);
    occupy(submitter.state, submitter.tier, kImage, *admission, Timestamp::max());
    return submitter;
  };
  const auto refusal = stuck(kReject).try_at(kStart + minutes(1));
  ASSERT_FALSE(refusal);
  EXPECT_EQ(refusal.error().http, 429);
  EXPECT_EQ(refusal.error().retry_after_seconds, std::nullopt) << "waiting does not help";

  Submitter queue = stuck(kQueue);
  for (int i = 0; i < 20; ++i) {
    const auto starts = queue.submit_at(minutes(i), kImage, seconds(1));
    ASSERT_TRUE(starts);
    EXPECT_GT(*starts, std::chrono::days(36'500)) << "the addition must not overflow";
  }
}

TEST(Limits, CountOutputsNotTasks) {
  Submitter submitter(kLevel1);
  EXPECT_TRUE(submitter.submit_at(seconds(0), {MediaKind::image, 4}));
  EXPECT_TRUE(submitter.submit_at(seconds(1), {MediaKind::image, 4}));
  EXPECT_FALSE(submitter.submit_at(seconds(2), {MediaKind::image, 3}));
  EXPECT_TRUE(submitter.submit_at(seconds(2), {MediaKind::image, 2}));
  EXPECT_FALSE(submitter.submit_at(seconds(3), kImage));
}

TEST(Limits, CountImagesAndVideosSeparately) {
  Submitter submitter(kLevel1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(submitter.submit_at(seconds(0), kImage)) << i;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(submitter.submit_at(seconds(0), kVideo)) << i;
  EXPECT_FALSE(submitter.submit_at(seconds(0), kImage));
  EXPECT_FALSE(submitter.submit_at(seconds(0), kVideo));
  for (const MediaKind kind :
       {MediaKind::audio, MediaKind::model_3d, MediaKind::text, MediaKind::file}) {
    EXPECT_TRUE(submitter.submit_at(seconds(0), {kind, 1000})) << "other kinds have no limit";
  }
}

TEST(Limits, CountConcurrentTasksOfEveryKind) {
  Submitter submitter(kLevel1);
  EXPECT_TRUE(submitter.submit_at(seconds(0), kImage, seconds(10)));
  EXPECT_TRUE(submitter.submit_at(seconds(1), kVideo, seconds(20)));
  EXPECT_TRUE(submitter.submit_at(seconds(2), kAudio, seconds(30)));
  EXPECT_FALSE(submitter.submit_at(seconds(3), kImage));
  EXPECT_FALSE(submitter.submit_at(seconds(3), kAudio));
  EXPECT_FALSE(submitter.submit_at(seconds(10) - nanoseconds(1), kImage));
  EXPECT_TRUE(submitter.submit_at(seconds(10), kImage, seconds(100)))
      << "a slot is free when a task ends";
  EXPECT_FALSE(submitter.submit_at(seconds(20), kImage));
  EXPECT_TRUE(submitter.submit_at(seconds(21), kImage, seconds(100)));
}

TEST(Limits, DoNotCountRefusedTasks) {
  Submitter submitter(tier_of(2, 2));
  EXPECT_TRUE(submitter.submit_at(seconds(0), kImage, seconds(5)));
  EXPECT_TRUE(submitter.submit_at(seconds(0), kImage, seconds(5)));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(submitter.submit_at(seconds(1)));
  EXPECT_TRUE(submitter.submit_at(seconds(60)));
}

TEST(Limits, AreOffWhereTheTierHasNone) {
  Submitter submitter(kUnlimited);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(submitter.submit_at(seconds(0), {MediaKind::image, 100}, minutes(10)), seconds(0));
  }
  EXPECT_TRUE(submitter.state.busy_until.empty()) << "nothing is stored";
  EXPECT_TRUE(submitter.state.images.uses.empty());
}

TEST(Limits, ReportWhatWasExceededAndWhenToRetry) {
  struct Case {
    std::string_view what;
    Tier tier;
    Demand first;
    Duration run_time;
    Demand second;
    std::optional<std::int64_t> retry_after;
    std::string_view reason;
  };
  const std::vector<Case> cases = {
      {"images",
       tier_of(10, kNone),
       {MediaKind::image, 10},
       seconds(5),
       kImage,
       59,
       "tier own allows 10 images per minute"},
      {"videos",
       kLevel1,
       {MediaKind::video, 5},
       seconds(5),
       kVideo,
       59,
       "tier level1 allows 5 videos per minute"},
      {"tasks", tier_of(kNone, 1), kImage, milliseconds(5'002), kVideo, 5,
       "tier own allows 1 tasks at once"},
      {"both, tasks longer", tier_of(1, 1), kImage, seconds(90), kImage, 89,
       "tier own allows 1 tasks at once; tier own allows 1 images per minute"},
      {"both, minute longer", tier_of(1, 1), kImage, seconds(5), kImage, 59,
       "tier own allows 1 tasks at once; tier own allows 1 images per minute"},
      {"more than a minute ever has",
       tier_of(3, kNone),
       kImage,
       seconds(5),
       {MediaKind::image, 4},
       std::nullopt,
       "tier own allows 3 images per minute, fewer than the 4 of this one request"},
  };
  for (const Case& c : cases) {
    Submitter submitter(c.tier);
    // The waits are not whole seconds, and must be rounded up.
    EXPECT_TRUE(submitter.submit_at(Duration::zero(), c.first, c.run_time));
    const auto refused = submitter.try_at(kStart + milliseconds(1'001), c.second);
    ASSERT_FALSE(refused) << c.what;
    EXPECT_EQ(refused.error().http, 429);
    EXPECT_EQ(refused.error().code, 429);
    EXPECT_EQ(refused.error().message, "Too Many Requests");
    EXPECT_EQ(refused.error().retry_after_seconds, c.retry_after) << c.what;
    EXPECT_EQ(refused.error().reason, c.reason);
  }
}

TEST(Limits, AlwaysRefuseARequestLargerThanTheLimit) {
  for (const OverLimit option : {OverLimit::as_tier, OverLimit::reject, OverLimit::queue}) {
    const Submitter submitter(kBronze, option);
    EXPECT_TRUE(submitter.try_at(kStart, {MediaKind::image, 2}));
    const auto refused = submitter.try_at(kStart, {MediaKind::image, 3});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().retry_after_seconds, std::nullopt) << "waiting does not help";
  }
}

TEST(Limits, FollowTheOptionBeforeTheRuleOfTheLimit) {
  struct Case {
    OverLimitRule over_rate;
    OverLimitRule over_concurrency;
    OverLimit option;
    bool rate_queues;
    bool concurrency_queues;
  };
  const std::vector<Case> cases = {
      {kReject, kReject, OverLimit::as_tier, false, false},
      {kReject, kQueue, OverLimit::as_tier, false, true},
      {kQueue, kReject, OverLimit::as_tier, true, false},
      {kQueue, kQueue, OverLimit::as_tier, true, true},
      {kQueue, kQueue, OverLimit::reject, false, false},
      {kReject, kReject, OverLimit::queue, true, true},
  };
  for (const Case& c : cases) {
    Tier tier = tier_of(1, kNone);
    tier.over_rate = c.over_rate;
    tier.over_concurrency = c.over_concurrency;
    Submitter by_rate(tier, c.option);
    EXPECT_EQ(by_rate.submit_at(seconds(0)), seconds(0));
    EXPECT_EQ(by_rate.submit_at(seconds(1)),
              c.rate_queues ? std::optional<Duration>(seconds(60)) : std::nullopt);

    tier.images_per_minute.reset();
    tier.tasks_at_once = 1;
    Submitter by_tasks(tier, c.option);
    EXPECT_EQ(by_tasks.submit_at(seconds(0), kImage, seconds(7)), seconds(0));
    EXPECT_EQ(by_tasks.submit_at(seconds(1)),
              c.concurrency_queues ? std::optional<Duration>(seconds(7)) : std::nullopt);
  }
}

TEST(Limits, QueueInTheOrderOfSubmission) {
  Submitter submitter(tier_of(kNone, 2, kQueue));
  EXPECT_EQ(submitter.submit_at(seconds(0), kImage, seconds(10)), seconds(0));
  EXPECT_EQ(submitter.submit_at(seconds(0), kVideo, seconds(4)), seconds(0));
  EXPECT_EQ(submitter.submit_at(seconds(1), kImage, seconds(3)), seconds(4));
  EXPECT_EQ(submitter.submit_at(seconds(1), kAudio, seconds(1)), seconds(7));
  EXPECT_EQ(submitter.submit_at(seconds(1), kImage, seconds(9)), seconds(8));
  EXPECT_EQ(submitter.submit_at(seconds(9), kImage, seconds(1)), seconds(10));
  EXPECT_EQ(submitter.submit_at(seconds(30), kImage, seconds(1)), seconds(30));
}

TEST(Limits, CountAQueuedTaskInTheMinuteInWhichItStarts) {
  Submitter submitter(tier_of(1, kNone, kQueue));
  EXPECT_EQ(submitter.submit_at(seconds(0)), seconds(0));
  EXPECT_EQ(submitter.submit_at(seconds(10)), seconds(60));
  EXPECT_EQ(submitter.submit_at(seconds(10)), seconds(120));
  EXPECT_EQ(submitter.submit_at(seconds(70)), seconds(180));
  EXPECT_EQ(submitter.submit_at(seconds(600)), seconds(600));
}

TEST(Limits, BronzeQueuesTasksAtOnceAndRefusesByTheMinute) {
  Submitter submitter(kBronze);
  EXPECT_EQ(submitter.submit_at(seconds(0), kImage, seconds(100)), seconds(0));
  EXPECT_EQ(submitter.submit_at(seconds(0), kImage, seconds(130)), seconds(0));
  expect_true_retry_after(submitter, kImage, kStart + milliseconds(500));

  // The minute is over, but all slots are in use. These tasks wait, and count from their
  // submission.
  EXPECT_EQ(submitter.submit_at(seconds(60), kImage, seconds(100)), seconds(100));
  EXPECT_EQ(submitter.submit_at(seconds(60), kImage, seconds(100)), seconds(130));
  expect_true_retry_after(submitter, kImage, kStart + seconds(60));

  // Tasks that wait to start must not also count in a later minute.
  EXPECT_EQ(submitter.submit_at(seconds(120), kImage, seconds(1)), seconds(200));
  EXPECT_EQ(submitter.submit_at(seconds(120), kVideo, seconds(1)), seconds(201));
  EXPECT_EQ(submitter.submit_at(seconds(130), kImage, seconds(1)), seconds(202));
  expect_true_retry_after(submitter, kImage, kStart + seconds(130));
}

TEST(CountResult, HasItsOwnWindows) {
  Submitter submitter(kLevel1);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(count_result(submitter.state, kLevel1, MediaKind::video, kStart), std::nullopt) << i;
  }
  EXPECT_TRUE(count_result(submitter.state, kLevel1, MediaKind::video, kStart));
  EXPECT_EQ(count_result(submitter.state, kLevel1, MediaKind::image, kStart), std::nullopt);
  EXPECT_TRUE(submitter.submit_at(seconds(0), {MediaKind::video, 5}))
      << "submissions have their own windows";
  EXPECT_TRUE(submitter.submit_at(seconds(0), {MediaKind::image, 10}));
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(count_result(submitter.state, kLevel1, MediaKind::image, kStart), std::nullopt) << i;
  }
  EXPECT_TRUE(count_result(submitter.state, kLevel1, MediaKind::image, kStart));
}

TEST(CountResult, ReportsWhenToRetry) {
  LimitState state;
  const Tier tier = tier_of(1, kNone);
  EXPECT_EQ(count_result(state, tier, MediaKind::image, kStart), std::nullopt);
  const auto refused = count_result(state, tier, MediaKind::image, kStart + milliseconds(1));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->http, 429);
  EXPECT_EQ(refused->message, "Too Many Requests");
  EXPECT_EQ(refused->retry_after_seconds, 60);
  EXPECT_EQ(refused->reason, "tier own allows 1 images per minute, also for results");
  EXPECT_TRUE(count_result(state, tier, MediaKind::image, kStart + seconds(60) - nanoseconds(1)));
  EXPECT_FALSE(count_result(state, tier, MediaKind::image, kStart + seconds(60)));
}

TEST(CountResult, LimitsOnlyWhatTheTierLimits) {
  LimitState state;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(count_result(state, kLevel1, MediaKind::audio, kStart), std::nullopt);
    EXPECT_EQ(count_result(state, kUnlimited, MediaKind::image, kStart), std::nullopt);
  }
}

}  // namespace
}  // namespace wavespeed_mock::rate_limits_test
