// How long tasks run: each as its model does, or all of them by one distribution.
//
// Plain data; no locks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/distribution.h"

namespace wavespeed_mock {

class Latency {
 public:
  enum class Mode : std::uint8_t {
    realistic,     // each model's own distribution
    brisk,         // about a second for every model
    distribution,  // distribution(), for every model
  };

  // As brisk().
  Latency() = default;
  // Mock and MockServer throw ConfigError for a time below 0 or above 100 years, a minimum above
  // the maximum, a sigma outside 0 to 5, and for percentiles that are not from 0 to 100 and rising,
  // or whose times fall.
  Latency(Distribution distribution)
      : mode_(Mode::distribution), distribution_(std::move(distribution)) {}

  static Latency realistic() { return Latency(Mode::realistic); }
  static Latency brisk() { return Latency(Mode::brisk); }
  static Latency instant() { return Distribution::fixed(Duration::zero()); }
  static Latency fixed(Duration time) { return Distribution::fixed(time); }
  static Latency uniform(Duration min, Duration max) { return Distribution::uniform(min, max); }
  static Latency normal(Duration mean, Duration deviation) {
    return Distribution::normal(mean, deviation);
  }
  // `sigma` is the deviation of the logarithm.
  static Latency lognormal(Duration median, double sigma) {
    return Distribution::lognormal(median, sigma);
  }
  // {{50, 1s}, {99, 10s}}: half of all tasks take at most one second, 99 % at most ten.
  static Latency percentiles(std::vector<Distribution::Percentile> table) {
    return Distribution::percentiles(std::move(table));
  }

  // The text form of the option `latency` in files, flags and the environment: "realistic",
  // "brisk", "instant", "fixed:200ms", "uniform:1s,3s", "normal:2s,500ms", "lognormal:2s,0.5",
  // "percentiles:p50=1s,p99=10s". Throws ConfigError for another text.
  static Latency parse(std::string_view text);

  Mode mode() const { return mode_; }
  // Meaningful in mode `distribution`.
  const Distribution& distribution() const { return distribution_; }

  friend bool operator==(const Latency&, const Latency&) = default;

 private:
  explicit Latency(Mode mode) : mode_(mode) {}

  Mode mode_ = Mode::brisk;
  Distribution distribution_;
};

// As Latency::parse() reads it.
std::string to_text(const Latency& latency);

}  // namespace wavespeed_mock
