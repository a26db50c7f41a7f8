// Timestamps as text: RFC 3339 going out, the usual forms of ISO 8601 coming in. Days are UTC days.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// The times that a mock knows: the years 1678 to 2261, UTC, to the nanosecond. Timestamp holds some
// months more at either end. Without them an offset, such as "+08:00", could overflow it.
inline constexpr Timestamp kFirstTime = Timestamp(
    std::chrono::sys_days(std::chrono::year(1678) / std::chrono::January / 1).time_since_epoch());
inline constexpr Timestamp kLastTime =
    Timestamp(std::chrono::sys_days(std::chrono::year(2262) / std::chrono::January / 1)
                  .time_since_epoch()) -
    Duration(1);

// For errors: what a time must be.
inline constexpr std::string_view kTimeRange = "in the years 1678 to 2261";
// The years alone: "1678 to 2261".
inline constexpr std::string_view kTimeYears =
    kTimeRange.substr(std::string_view("in the years ").size());
constexpr bool is_known_time(Timestamp time) {
  return time >= kFirstTime && time <= kLastTime;
}

// "2025-05-19T06:09:15.948268264Z": always nine digits of fraction, as the service writes them.
std::string to_rfc3339(Timestamp time);
void append_rfc3339(std::string& out, Timestamp time);

// "2025-05-19"
std::string to_date(std::chrono::sys_days day);

// `time` and `duration` (not negative) together, but at most kLastTime: the times of tasks that
// wait for one another for centuries must not overflow into the past.
Timestamp later(Timestamp time, Duration duration);

// Reads a date with a time and an offset: "2025-10-01T00:00:00Z", with or without seconds, fraction
// (after "." or ",", any number of digits; what is below a nanosecond is dropped), "T" or "t" or a
// space in the middle, "Z" or "z" or an offset "+08:00", "+0800", "+08"; without offset it is UTC.
// A date alone ("2025-10-01", "2025-10-01Z") is midnight UTC. Also the basic forms without
// separators ("20251001T000000Z"), but not one form for the date and the other for the time.
// "24:00:00" is the midnight at the day's end, a leap second (":60") the next second. Nullopt for
// anything else and for times outside kFirstTime to kLastTime, so what is written can be read back.
std::optional<Timestamp> parse_iso8601(std::string_view text);
// For messages: what parse_iso8601() reads.
inline constexpr std::string_view kTimeForms =
    "a time from 1678 to 2261 such as \"2026-01-01T00:00:00Z\"";

}  // namespace wavespeed_mock
