// Compares the limits with their definition, for random sequences of tasks.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>
#include <vector>

#include "domain/accounts/rate_limits.h"
#include "support/domain_limits.h"

namespace wavespeed_mock::rate_limits_random_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// One accepted task, as the oracle sees it.
struct RunningTask {
  MediaKind kind;
  std::uint32_t units;
  Timestamp counted;
  Timestamp starts;
  Timestamp ends;
};

// Outputs of that kind in the minute up to `time`.
std::uint64_t used(const std::vector<RunningTask>& runs, MediaKind kind, Timestamp time) {
  std::uint64_t units = 0;
  for (const RunningTask& run : runs) {
    if (run.kind == kind && run.counted <= time && run.counted > time - minutes(1))
      units += run.units;
  }
  return units;
}

std::size_t running(const std::vector<RunningTask>& runs, Timestamp time) {
  return static_cast<std::size_t>(
      std::count_if(runs.begin(), runs.end(),
                    [&](const RunningTask& run) { return run.starts <= time && time < run.ends; }));
}

// A random sequence of bursts and pauses, of tasks that run from zero to two minutes. Times often
// coincide.
struct RandomTasks {
  explicit RandomTasks(std::uint64_t seed) : random(seed) {}

  std::uint64_t below(std::uint64_t limit) { return random() % limit; }
  Duration step() {
    switch (below(5)) {
      case 0:
        return seconds(below(40));
      case 1:
        return milliseconds(below(3'000));
      case 2:
        return nanoseconds(below(3));
      default:
        return Duration::zero();
    }
  }
  Duration run_time() { return below(4) == 0 ? Duration::zero() : milliseconds(500 * below(240)); }
  Demand demand(bool only_images) {
    constexpr MediaKind kKinds[] = {MediaKind::image, MediaKind::image, MediaKind::video,
                                    MediaKind::audio};
    const MediaKind kind = only_images ? MediaKind::image : kKinds[below(4)];
    return {kind, static_cast<std::uint32_t>(1 + below(3))};
  }

  std::mt19937_64 random;
};

// A task is accepted exactly if the definition allows it, and Retry-After is exact.
TEST(LimitsOverRandomTasks, RejectExactlyByTheDefinition) {
  int accepted = 0;
  int refused = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    RandomTasks random_tasks(seed);
    Tier tier{.id = "own", .videos_per_minute = 5};
    tier.images_per_minute = 3 + static_cast<std::uint32_t>(random_tasks.below(6));
    tier.tasks_at_once = 1 + static_cast<std::uint32_t>(random_tasks.below(4));
    Submitter submitter(tier);
    std::vector<RunningTask> runs;
    Timestamp now = kStart;
    for (int step = 0; step < 80; ++step) {
      now += random_tasks.step();
      const Demand demand = random_tasks.demand(false);
      const auto limit = demand.kind == MediaKind::image   ? tier.images_per_minute
                         : demand.kind == MediaKind::video ? tier.videos_per_minute
                                                           : kNone;
      const bool room = (!limit || used(runs, demand.kind, now) + demand.units <= *limit) &&
                        running(runs, now) < *tier.tasks_at_once;
      const auto admission = submitter.try_at(now, demand);
      ASSERT_EQ(static_cast<bool>(admission), room) << "seed " << seed << ", step " << step;
      if (!room) {
        expect_true_retry_after(submitter, demand, now);
        ++refused;
        continue;
      }
      ASSERT_EQ(admission->starts, now);
      const Timestamp ends = now + random_tasks.run_time();
      submitter.submit_at(now - kStart, demand, ends - now);
      runs.push_back({demand.kind, demand.units, now, now, ends});
      ++accepted;
    }
  }
  EXPECT_GT(accepted, 500);
  EXPECT_GT(refused, 500);
}

// The earliest start that the limits allow, not before `now` or the last start. Tries every time at
// which a limit can be released.
Timestamp earliest_start(const std::vector<RunningTask>& runs, const Tier& tier,
                         std::uint32_t units, Timestamp now) {
  const Timestamp min = runs.empty() ? now : std::max(now, runs.back().starts);
  std::vector<Timestamp> moments = {min};
  for (const RunningTask& run : runs) {
    moments.push_back(run.ends);
    moments.push_back(run.counted + minutes(1));
  }
  std::sort(moments.begin(), moments.end());
  for (const Timestamp time : moments) {
    if (time < min) continue;
    if (tier.tasks_at_once && running(runs, time) >= *tier.tasks_at_once) continue;
    if (tier.images_per_minute &&
        used(runs, MediaKind::image, time) + units > *tier.images_per_minute) {
      continue;
    }
    return time;
  }
  return Timestamp::max();
}

// Tasks of one kind start in order, not too early and not later than necessary.
TEST(LimitsOverRandomTasks, StartQueuedTasksAsSoonAsPossible) {
  int waited = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    RandomTasks random_tasks(seed);
    const auto images = random_tasks.below(3) == 0
                            ? kNone
                            : std::optional<std::uint32_t>(3 + random_tasks.below(5));
    const auto at_once = random_tasks.below(3) == 0
                             ? kNone
                             : std::optional<std::uint32_t>(1 + random_tasks.below(4));
    Submitter submitter(tier_of(images, at_once), OverLimit::queue);
    std::vector<RunningTask> runs;
    Timestamp now = kStart;
    for (int step = 0; step < 60; ++step) {
      now += 4 * random_tasks.step();
      const Demand demand = random_tasks.demand(true);
      const Timestamp expected = earliest_start(runs, submitter.tier, demand.units, now);
      const Duration run_time = random_tasks.run_time();
      ASSERT_EQ(submitter.submit_at(now - kStart, demand, run_time), expected - kStart)
          << "seed " << seed << ", step " << step;
      runs.push_back({demand.kind, demand.units, expected, expected, expected + run_time});
      waited += expected > now ? 1 : 0;
    }
  }
  EXPECT_GT(waited, 500);
}

// Tasks of all kinds under mixed rules never exceed a limit.
TEST(LimitsOverRandomTasks, NeverExceedTheTier) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    RandomTasks random_tasks(seed);
    const auto small = [&] { return static_cast<std::uint32_t>(3 + random_tasks.below(4)); };
    const Tier tier{.id = "own",
                    .images_per_minute = small(),
                    .videos_per_minute = small(),
                    .tasks_at_once = small() - 2,
                    .over_rate = random_tasks.below(2) == 0 ? kReject : kQueue,
                    .over_concurrency = random_tasks.below(2) == 0 ? kReject : kQueue};
    Submitter submitter(tier);
    std::vector<RunningTask> runs;
    Timestamp now = kStart;
    for (int step = 0; step < 60; ++step) {
      now += random_tasks.step();
      const Demand demand = random_tasks.demand(false);
      const auto admission = submitter.try_at(now, demand);
      if (!admission) {
        ASSERT_FALSE(tier.over_rate == kQueue && tier.over_concurrency == kQueue);
        expect_true_retry_after(submitter, demand, now);
        continue;
      }
      ASSERT_GE(admission->starts, now);
      if (demand.kind != MediaKind::audio) {
        ASSERT_EQ(admission->counted, tier.over_rate == kQueue ? admission->starts : now);
      }
      const Timestamp ends = admission->starts + random_tasks.run_time();
      submitter.submit_at(now - kStart, demand, ends - admission->starts);
      runs.push_back({demand.kind, demand.units, admission->counted, admission->starts, ends});
    }
    for (const RunningTask& run : runs) {
      EXPECT_LE(running(runs, run.starts), *tier.tasks_at_once) << "seed " << seed;
      EXPECT_LE(used(runs, MediaKind::image, run.counted), *tier.images_per_minute);
      EXPECT_LE(used(runs, MediaKind::video, run.counted), *tier.videos_per_minute);
    }
  }
}

}  // namespace
}  // namespace wavespeed_mock::rate_limits_random_test
