// The text forms of a Latency: "brisk", "fixed:200ms".
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string_view>

#include "wavespeed_mock/latency.h"

namespace wavespeed_mock {

// Nullopt for a text that Latency::parse() would not take.
std::optional<Latency> parse_latency(std::string_view text);
// For messages: what parse_latency() reads.
inline constexpr std::string_view kLatencyForms =
    "\"realistic\", \"brisk\", \"instant\", \"fixed:200ms\", \"uniform:1s,3s\", "
    "\"normal:2s,500ms\", \"lognormal:2s,0.5\" or \"percentiles:p50=1s,p99=10s\"";

// False where its distribution cannot be drawn from.
bool is_valid(const Latency& latency);

}  // namespace wavespeed_mock
