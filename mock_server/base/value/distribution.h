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

// Whether it can be drawn from: times from 0 to 100 years, a minimum that is at most the maximum, a
// sigma from 0 to 5, at least one percentile, percents from 0 to 100 that rise, with times that do
// not fall.
bool is_valid(const Distribution& distribution);

// Reads "fixed:200ms", "uniform:1s,3s" (least, most), "normal:2s,500ms" (mean, deviation),
// "lognormal:2s,0.5" (median, sigma) or "percentiles:p50=1s,p99=10s": percents rise, times do not
// fall. Nullopt for others, and for what is not valid.
std::optional<Distribution> parse_distribution(std::string_view text);
// For messages: what parse_distribution reads.
inline constexpr std::string_view kDistributionForms =
    "\"fixed:200ms\", \"uniform:1s,3s\", \"normal:2s,500ms\", \"lognormal:2s,0.5\" or "
    "\"percentiles:p50=1s,p99=10s\"";

// Ends a message about a text that parse_distribution() does not read: the rules for the values of
// its shape, "; its two times are …". Empty for a text without one of these shapes.
std::string distribution_hint(std::string_view text);

// As parse_distribution reads it.
std::string to_text(const Distribution& distribution);

// Never negative. A normal one is cut at 0; a lognormal one gives at most 1,000 times its median.
// Between percentiles it is linear, from 0 at p0 unless p0 is given; nothing takes longer than the
// last. At most 100 years.
Duration draw(const Distribution& distribution, const SeededRandom& draws, RandomStream purpose,
              std::uint64_t ordinal);

}  // namespace wavespeed_mock
