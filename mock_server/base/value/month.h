// Months by UTC, written as "2026-01" in bills, invoices, statistics.
//
// Functions without state; any thread may call them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// "2026-01"
std::string month_text(std::chrono::year_month month);

std::chrono::year_month month_of(Timestamp time);

// Its first and its last nanosecond; nullopt unless `text` is "YYYY-MM".
std::optional<std::pair<Timestamp, Timestamp>> parse_month(std::string_view text);

}  // namespace wavespeed_mock
