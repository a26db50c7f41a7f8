#include "domain/models/run_time.h"

#include <string>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using Shape = Distribution::Shape;

// A second or so in all: long enough to see `created` and `processing`, short enough to wait for.
const Distribution kBriskPickup{.shape = Shape::fixed, .first = std::chrono::milliseconds(50)};
const Distribution kBriskRun{
    .shape = Shape::lognormal, .first = std::chrono::milliseconds(900), .sigma = 0.25};
const Distribution kRealisticPickup{
    .shape = Shape::lognormal, .first = std::chrono::milliseconds(300), .sigma = 0.5};
const Distribution kNone{};

}  // namespace

LatencyPolicy::LatencyPolicy(std::string_view option) {
  if (option == "realistic") {
    pickup_ = kRealisticPickup;
  } else if (option == "brisk") {
    pickup_ = kBriskPickup;
    for_all_ = kBriskRun;
  } else if (option == "instant") {
    for_all_ = kNone;
  } else if (const auto distribution = parse_distribution(option)) {
    for_all_ = distribution;
  } else {
    throw ConfigError("latency must be \"realistic\", \"brisk\", \"instant\", " +
                      std::string(kDistributionForms) + ", not \"" + std::string(option) + "\"");
  }
}

Duration LatencyPolicy::pickup_time(const Model& model, const SeededRandom& draws,
                                    std::uint64_t ordinal) const {
  return draw(model.keep_run_time ? kNone : pickup_, draws, RandomStream::pickup_time, ordinal);
}

Duration LatencyPolicy::run_time(const Model& model, const SeededRandom& draws,
                                 std::uint64_t ordinal) const {
  const bool own = model.keep_run_time || !for_all_;
  return draw(own ? model.run_time : *for_all_, draws, RandomStream::run_time, ordinal);
}

std::optional<Distribution> parse_api_latency(std::string_view option) {
  if (option == "off") return std::nullopt;
  const auto distribution = parse_distribution(option);
  if (!distribution) {
    throw ConfigError("api_latency must be \"off\", " + std::string(kDistributionForms) +
                      ", not \"" + std::string(option) + "\"");
  }
  return distribution;
}

}  // namespace wavespeed_mock
