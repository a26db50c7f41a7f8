// How long something takes: a fixed time, or one drawn at random.
#pragma once

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct Distribution {
  enum class Shape { fixed, uniform, lognormal };

  Shape shape = Shape::fixed;
  Duration first{0};   // fixed: the time; uniform: the least; lognormal: the median
  Duration second{0};  // uniform: the most
  double sigma = 0;    // lognormal: deviation of the logarithm
};

}  // namespace wavespeed_mock
