// How long tasks run: the distributions of the catalogue, and the option that overrides them.
#pragma once

#include <optional>
#include <string_view>

#include "base/random.h"
#include "records/distribution.h"
#include "records/model.h"

namespace wavespeed_mock {

// Reads "fixed:200ms", "uniform:1s,3s" or "lognormal:2s,0.5" (median, sigma). Nullopt for others.
std::optional<Distribution> parse_distribution(std::string_view text);
// For messages: what parse_distribution reads.
inline constexpr std::string_view kDistributionForms =
    "\"fixed:200ms\", \"uniform:1s,3s\" or \"lognormal:2s,0.5\"";

// Never negative. A lognormal one gives at most 1,000 times its median and at most 100 years.
Duration draw(const Distribution& distribution, const Draws& draws, Purpose purpose,
              std::uint64_t ordinal);

// The option `latency`.
class LatencyPolicy {
 public:
  // Reads "realistic", "brisk", "instant" or a distribution. Throws ConfigError for others.
  explicit LatencyPolicy(std::string_view option);

  // From the moment a task has its place until it is `processing`.
  Duration pickup_time(const Model& model, const Draws& draws, std::uint64_t ordinal) const;
  // While it is `processing`.
  Duration run_time(const Model& model, const Draws& draws, std::uint64_t ordinal) const;

 private:
  Distribution pickup_;
  std::optional<Distribution> for_all_;  // none: each model's own
};

// The option `api_latency`: "off" gives nullopt. Throws ConfigError for what is no distribution.
std::optional<Distribution> parse_api_latency(std::string_view option);

}  // namespace wavespeed_mock
