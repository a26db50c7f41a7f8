// Durations as options, fixtures or requests write them: "200ms", "2s", "1.5s", "3m", "1h", "7d".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// The longest that a text or an option can say: 100 years of 365.25 days.
inline constexpr Duration kMaxDuration = std::chrono::hours(36'525 * 24);

// A decimal number without a sign, and directly after it a unit out of ns, us, ms, s, m, h, d; or
// "0". Rounded to the nanosecond. Nullopt for anything else and for more than kMaxDuration
// (36525d).
std::optional<Duration> parse_duration(std::string_view text);

// For messages: "0 to 1d"; for a `min` of one nanosecond, "above 0, up to 1d".
std::string range_text(Duration min, Duration max);

// For messages, what a duration must be: "a duration from 0 to 1d such as EXAMPLE".
std::string duration_form(std::string_view example, Duration min = Duration::zero(),
                          Duration max = kMaxDuration);

// A whole number of the longest unit that divides it: "1500ms", "2s", "0". parse_duration reads it
// back exactly, except what it refuses: negative durations ("-2s") and more than kMaxDuration.
std::string to_text(Duration duration);

}  // namespace wavespeed_mock
