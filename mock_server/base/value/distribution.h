// A duration that is fixed, or drawn at random for each use.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/value/random.h"
#include "wavespeed_mock/distribution.h"

namespace wavespeed_mock {

// Reads "fixed:200ms", "uniform:1s,3s" (least, most), "normal:2s,500ms" (mean, deviation),
// "lognormal:2s,0.5" (median, sigma) or "percentiles:p50=1s,p99=10s": percents rise, times do not
// fall. Nullopt for others.
std::optional<Distribution> parse_distribution(std::string_view text);
// For messages: what parse_distribution reads.
inline constexpr std::string_view kDistributionForms =
    "\"fixed:200ms\", \"uniform:1s,3s\", \"normal:2s,500ms\", \"lognormal:2s,0.5\" or "
    "\"percentiles:p50=1s,p99=10s\"";

// As parse_distribution reads it.
std::string to_text(const Distribution& distribution);

// Never negative. A normal one is cut at 0; a lognormal one gives at most 1,000 times its median.
// Between percentiles it is linear, from 0 at p0 unless p0 is given; nothing takes longer than the
// last. At most 100 years.
Duration draw(const Distribution& distribution, const SeededRandom& draws, RandomStream purpose,
              std::uint64_t ordinal);

}  // namespace wavespeed_mock
