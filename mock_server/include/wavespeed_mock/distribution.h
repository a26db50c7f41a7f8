// A duration that is fixed, or drawn at random for each use.
//
// Plain data; no locks.
#pragma once

#include <utility>
#include <vector>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct Distribution {
  enum class Shape { fixed, uniform, normal, lognormal, percentiles };

  // `percent` % of the draws take at most `time`.
  struct Percentile {
    double percent = 0;
    Duration time{0};

    friend bool operator==(const Percentile&, const Percentile&) = default;
  };

  static Distribution fixed(Duration time) { return {.first = time}; }
  static Distribution uniform(Duration min, Duration max) {
    return {.shape = Shape::uniform, .first = min, .second = max};
  }
  static Distribution normal(Duration mean, Duration deviation) {
    return {.shape = Shape::normal, .first = mean, .second = deviation};
  }

  static Distribution lognormal(Duration median, double sigma) {
    return {.shape = Shape::lognormal, .first = median, .sigma = sigma};
  }
  // Rising in both fields.
  static Distribution percentiles(std::vector<Percentile> table) {
    return {.shape = Shape::percentiles, .table = std::move(table)};
  }

  Shape shape = Shape::fixed;
  // fixed: the time; uniform: the minimum; normal: the mean; lognormal: the median
  Duration first{0};
  Duration second{0};               // uniform: the maximum; normal: the deviation
  double sigma = 0;                 // lognormal: deviation of the logarithm
  std::vector<Percentile> table{};  // percentiles: rising in both

  friend bool operator==(const Distribution&, const Distribution&) = default;
};

}  // namespace wavespeed_mock
