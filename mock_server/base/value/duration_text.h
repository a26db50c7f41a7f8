// Durations as options, fixtures or requests write them: "200ms", "2s", "1.5s", "3m", "1h", "7d".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// A decimal number without a sign, and directly after it a unit out of ns, us, ms, s, m, h, d; or
// "0". Rounded to the nanosecond. Nullopt for anything else and for more than 100 years (36525d).
std::optional<Duration> parse_duration(std::string_view text);

// A whole number of the longest unit that divides it: "1500ms", "2s", "0". parse_duration reads it
// back exactly, except what it refuses: negative durations ("-2s") and more than 100 years.
std::string to_text(Duration duration);

}  // namespace wavespeed_mock
