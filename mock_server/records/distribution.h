// How long something takes: a fixed time, or one drawn at random.
#pragma once

#include <vector>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct Distribution {
  enum class Shape { fixed, uniform, normal, lognormal, percentiles };

  // So many percent of all take at most that time.
  struct Percentile {
    double percent = 0;
    Duration time{0};

    friend bool operator==(const Percentile&, const Percentile&) = default;
  };

  Shape shape = Shape::fixed;
  Duration first{
      0};  // fixed: the time; uniform: the least; normal: the mean; lognormal: the median
  Duration second{0};               // uniform: the most; normal: the deviation
  double sigma = 0;                 // lognormal: deviation of the logarithm
  std::vector<Percentile> table{};  // percentiles: rising in both

  friend bool operator==(const Distribution&, const Distribution&) = default;
};

}  // namespace wavespeed_mock
