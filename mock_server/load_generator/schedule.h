// When the operations of an open loop are meant to begin: at a fixed rate, whatever becomes of the
// earlier ones. Each of several threads takes every Nth of them.
//
// A value; belongs to one thread.
#pragma once

#include <cstdint>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock::load {

class Schedule {
 public:
  // `rate` operations per second together, above 0. Thread `index` of `threads`.
  Schedule(double rate, std::uint64_t index, std::uint64_t threads)
      : rate_(rate), at_(index), step_(threads) {}

  // From the start of the run to the next operation of this thread. Without drift: it is computed
  // from the operation's number, not added up.
  Duration next() const;
  void advance() { at_ += step_; }

 private:
  double rate_;
  std::uint64_t at_;
  std::uint64_t step_;
};

}  // namespace wavespeed_mock::load
