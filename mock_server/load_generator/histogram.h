// A histogram of times in a fixed amount of memory, exact to 0.1 %: buckets whose
// width doubles with every power of two, as HdrHistogram has them.
//
// A value; belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock::load {

class Histogram {
 public:
  // The longest time that is told apart, about 73 minutes; longer ones count as this long, except
  // in max() and mean().
  static constexpr Duration kLongest{std::int64_t{1} << 42};

  // A negative time counts as zero.
  void record(Duration time);
  void merge(const Histogram& other);

  std::uint64_t count() const { return count_; }
  Duration min() const { return min_; }  // zero while nothing was recorded
  Duration max() const { return max_; }
  Duration mean() const;

  // The time within which `percent` of all were done: 50 is the median, 100 the maximum. Zero while
  // nothing was recorded. Never below the true value, and at most 0.1 % above.
  Duration percentile(double percent) const;

 private:
  static std::size_t bucket_of(std::uint64_t nanoseconds);
  static std::uint64_t upper_end(std::size_t bucket);

  // Grows with the longest time seen: short ones need little memory.
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  double sum_ = 0;
  Duration min_{0};
  Duration max_{0};
};

}  // namespace wavespeed_mock::load
