// How long tasks run.
// The catalogue has a distribution for each model, and an option overrides them all.
#pragma once

#include <optional>

#include "base/value/distribution.h"
#include "base/value/random.h"
#include "records/model.h"
#include "wavespeed_mock/latency.h"

namespace wavespeed_mock {

// The option `latency`.
class LatencyPolicy {
 public:
  explicit LatencyPolicy(const Latency& option);

  // From the moment a task has its place until it is `processing`.
  Duration pickup_time(const Model& model, const SeededRandom& draws, std::uint64_t ordinal) const;
  // While it is `processing`.
  Duration run_time(const Model& model, const SeededRandom& draws, std::uint64_t ordinal) const;

 private:
  Distribution pickup_;
  std::optional<Distribution> for_all_;  // none: each model's own
};

}  // namespace wavespeed_mock
