// The limits of an account's tier.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

enum class OverLimitRule { reject, queue };

struct Tier {
  std::string id;    // "level1", "bronze", …
  std::string name;  // for people
  // No value: no limit.
  std::optional<std::uint32_t> images_per_minute;
  std::optional<std::uint32_t> videos_per_minute;
  std::optional<std::uint32_t> tasks_at_once;
  OverLimitRule over_rate = OverLimitRule::reject;         // of the per-minute limits
  OverLimitRule over_concurrency = OverLimitRule::reject;  // of tasks_at_once
  // All top-ups of an account together that lead to this tier from one below; no value: none do.
  std::optional<Money> from_top_ups{};
  const Tier* next = nullptr;  // the one above, by its top-ups; owned by the tier table
};

}  // namespace wavespeed_mock
