// Patterns of the texts of durations, for JSON schemas.
// They refuse nothing that the readers take, but take some of what these refuse.
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
