// How long tasks run.
// The catalogue has a distribution for each model, and an option overrides them all.
#pragma once

#include <optional>
#include <string_view>

#include "base/value/distribution.h"
#include "base/value/random.h"
#include "records/model.h"

namespace wavespeed_mock {

// The option `latency`.
class LatencyPolicy {
 public:
  // Reads "realistic", "brisk", "instant" or a distribution. Throws ConfigError for others.
  explicit LatencyPolicy(std::string_view option);

  // From the moment a task has its place until it is `processing`.
  Duration pickup_time(const Model& model, const SeededRandom& draws, std::uint64_t ordinal) const;
  // While it is `processing`.
  Duration run_time(const Model& model, const SeededRandom& draws, std::uint64_t ordinal) const;

 private:
  Distribution pickup_;
  std::optional<Distribution> for_all_;  // none: each model's own
};

// The option `api_latency`: "off" gives nullopt. Throws ConfigError if it is not a distribution.
std::optional<Distribution> parse_api_latency(std::string_view option);

}  // namespace wavespeed_mock
