#include "domain/run_time.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/duration_text.h"
#include "wavespeed_mock/options.h"

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

std::optional<double> parse_sigma(std::string_view text) {
  constexpr double kMost = 5;
  double sigma = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), sigma);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  if (!(sigma >= 0 && sigma <= kMost)) return std::nullopt;
  return sigma;
}

}  // namespace

std::optional<Distribution> parse_distribution(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view shape = text.substr(0, colon);
  const std::string_view values = text.substr(colon + 1);
  if (shape == "fixed") {
    const auto time = parse_duration(values);
    if (!time) return std::nullopt;
    return Distribution{.shape = Shape::fixed, .first = *time};
  }
  const std::size_t comma = values.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto first = parse_duration(values.substr(0, comma));
  if (!first) return std::nullopt;
  if (shape == "uniform") {
    const auto last = parse_duration(values.substr(comma + 1));
    if (!last || *last < *first) return std::nullopt;
    return Distribution{.shape = Shape::uniform, .first = *first, .second = *last};
  }
  if (shape == "lognormal") {
    const auto sigma = parse_sigma(values.substr(comma + 1));
    if (!sigma) return std::nullopt;
    return Distribution{.shape = Shape::lognormal, .first = *first, .sigma = *sigma};
  }
  return std::nullopt;
}

Duration draw(const Distribution& distribution, const Draws& draws, Purpose purpose,
              std::uint64_t ordinal) {
  constexpr double kMostOfMedian = 1000;
  constexpr double kLongest = 36'525.0 * 24 * 3'600 * 1e9;  // 100 years
  const auto first = static_cast<double>(distribution.first.count());
  switch (distribution.shape) {
    case Shape::fixed:
      return distribution.first;
    case Shape::uniform: {
      const auto width = static_cast<double>((distribution.second - distribution.first).count());
      return distribution.first + Duration(std::llround(width * draws.uniform(purpose, ordinal)));
    }
    case Shape::lognormal: {
      const double factor = std::exp(distribution.sigma * draws.normal(purpose, ordinal));
      return Duration(std::llround(std::min(first * std::min(factor, kMostOfMedian), kLongest)));
    }
  }
  return Duration::zero();
}

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

Duration LatencyPolicy::pickup_time(const Model& model, const Draws& draws,
                                    std::uint64_t ordinal) const {
  return draw(model.keep_run_time ? kNone : pickup_, draws, Purpose::pickup_time, ordinal);
}

Duration LatencyPolicy::run_time(const Model& model, const Draws& draws,
                                 std::uint64_t ordinal) const {
  const bool own = model.keep_run_time || !for_all_;
  return draw(own ? model.run_time : *for_all_, draws, Purpose::run_time, ordinal);
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
