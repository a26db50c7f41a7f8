#include "load_generator/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace wavespeed_mock::load {
namespace {

// Below 2^11 ns each nanosecond has its bucket; each power of two above has 2^10, so that none is
// wider than 1/1024 of the times in it.
constexpr unsigned kFineBits = 11;
constexpr std::uint64_t kFine = std::uint64_t{1} << kFineBits;
constexpr std::uint64_t kPerPower = kFine / 2;

}  // namespace

std::size_t Histogram::bucket_of(std::uint64_t nanoseconds) {
  if (nanoseconds < kFine) return nanoseconds;
  const auto shift = static_cast<unsigned>(std::bit_width(nanoseconds)) - kFineBits;
  return kPerPower * shift + (nanoseconds >> shift);
}

std::uint64_t Histogram::upper_end(std::size_t bucket) {
  if (bucket < kFine) return bucket;
  const std::uint64_t shift = bucket / kPerPower - 1;
  return ((bucket % kPerPower + kPerPower + 1) << shift) - 1;
}

void Histogram::record(Duration time) {
  time = std::max(time, Duration::zero());
  const std::size_t bucket =
      bucket_of(static_cast<std::uint64_t>(std::min(time, kLongest).count()));
  if (bucket >= buckets_.size()) buckets_.resize(bucket + kPerPower);
  ++buckets_[bucket];
  min_ = count_ == 0 ? time : std::min(min_, time);
  max_ = std::max(max_, time);
  sum_ += static_cast<double>(time.count());
  ++count_;
}

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  if (buckets_.size() < other.buckets_.size()) buckets_.resize(other.buckets_.size());
  for (std::size_t i = 0; i < other.buckets_.size(); ++i) buckets_[i] += other.buckets_[i];
  min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
  sum_ += other.sum_;
  count_ += other.count_;
}

Duration Histogram::mean() const {
  if (count_ == 0) return Duration::zero();
  return Duration(static_cast<std::int64_t>(std::llround(sum_ / static_cast<double>(count_))));
}

Duration Histogram::percentile(double percent) const {
  if (count_ == 0) return Duration::zero();
  // A hair less, so that 99.9 % of 1,000 are 999 whatever the rounding of the division.
  const double exact = percent / 100 * static_cast<double>(count_);
  const auto wanted = static_cast<std::uint64_t>(std::ceil(exact * (1 - 1e-12)));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    seen += buckets_[i];
    if (seen < std::max<std::uint64_t>(wanted, 1)) continue;
    if (seen == count_) return max_;
    return Duration(static_cast<std::int64_t>(upper_end(i)));
  }
  return max_;
}

}  // namespace wavespeed_mock::load
