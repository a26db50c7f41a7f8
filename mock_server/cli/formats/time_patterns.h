// Patterns of the texts of durations, for JSON schemas.
// They accept every text that the readers accept, and some that the readers refuse.
//
// Constants only.
#pragma once

#include <string_view>

namespace wavespeed_mock::cli {

inline constexpr std::string_view kDurationPattern =
    "^(0|([0-9]+|[0-9]*[.][0-9]+)(ns|us|ms|s|m|h|d))$";
inline constexpr std::string_view kDistributionPattern =
    "^(fixed|uniform|normal|lognormal|percentiles):.+$";

}  // namespace wavespeed_mock::cli
