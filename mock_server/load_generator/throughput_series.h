// How many operations ended in each slice of the time that is measured.
//
// A value; belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock::load {

class ThroughputSeries {
 public:
  // Of a day's run; what ends later goes into the last one.
  static constexpr std::size_t kMaxSlices = 864'000;
  static constexpr Duration kSlice = std::chrono::milliseconds(100);

  struct Slice {
    std::uint64_t ended = 0;
    std::uint64_t errors = 0;  // of them
    Duration slowest{0};
  };

  // `at` from the start of the measurement.
  void record(Duration at, Duration latency, bool error);
  void merge(const ThroughputSeries& other);

  const std::vector<Slice>& slices() const { return slices_; }
  // The same in at most `max` slices of equal length, each made of N fine ones; returned with
  // their length.
  struct Coarse {
    Duration slice{kSlice};
    std::vector<Slice> slices;
  };
  Coarse coarse(std::size_t max) const;

 private:
  std::vector<Slice> slices_;
};

}  // namespace wavespeed_mock::load
