// An account that submits tasks under the limits of a tier, for tests of limits.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <utility>

#include "domain/accounts/rate_limits.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {

inline constexpr auto kReject = OverLimitRule::reject;
inline constexpr auto kQueue = OverLimitRule::queue;
inline constexpr std::optional<std::uint32_t> kNone;
inline constexpr Demand kImage{MediaKind::image, 1};
inline constexpr Demand kVideo{MediaKind::video, 1};
inline constexpr Demand kAudio{MediaKind::audio, 1};

// With the same rule for both limits.
inline Tier tier_of(std::optional<std::uint32_t> images, std::optional<std::uint32_t> at_once,
                    OverLimitRule rule = kReject) {
  return {.id = "own",
          .images_per_minute = images,
          .tasks_at_once = at_once,
          .over_rate = rule,
          .over_concurrency = rule};
}

// Submits tasks for one account, as the code in api/ does.
struct Submitter {
  explicit Submitter(Tier tier_given, OverLimit option_given = OverLimit::as_tier)
      : tier(std::move(tier_given)), option(option_given) {}

  Outcome<Admission> try_at(Timestamp now, Demand demand = kImage) const {
    LimitState copy = state;
    return admit(copy, tier, option, demand, now);
  }

  // The start of the task, relative to kStart; nullopt if it is refused.
  std::optional<Duration> submit_at(Duration since_start, Demand demand, Duration run_time) {
    const auto admission = admit(state, tier, option, demand, kStart + since_start);
    if (!admission) return std::nullopt;
    occupy(state, tier, demand, *admission, admission->starts + run_time);
    return admission->starts - kStart;
  }
  std::optional<Duration> submit_at(Duration since_start, Demand demand = kImage) {
    return submit_at(since_start, demand, Duration::zero());
  }

  Tier tier;
  OverLimit option;
  LimitState state;
};

// Checks that the demand is refused now, still refused one second before Retry-After has passed,
// and then accepted.
inline void expect_true_retry_after(const Submitter& submitter, Demand demand, Timestamp now) {
  const auto refusal = submitter.try_at(now, demand);
  ASSERT_FALSE(refusal);
  EXPECT_EQ(refusal.error().http, 429);
  ASSERT_TRUE(refusal.error().retry_after_seconds);
  const std::int64_t wait = *refusal.error().retry_after_seconds;
  ASSERT_GE(wait, 1);
  EXPECT_FALSE(submitter.try_at(now + std::chrono::seconds(wait - 1), demand))
      << "a second before " << wait;
  EXPECT_TRUE(submitter.try_at(now + std::chrono::seconds(wait), demand))
      << "after " << wait << " s";
}

}  // namespace wavespeed_mock
