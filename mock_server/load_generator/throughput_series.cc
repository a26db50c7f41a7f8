#include "load_generator/throughput_series.h"

#include <algorithm>

namespace wavespeed_mock::load {
namespace {

void add(ThroughputSeries::Slice& to, const ThroughputSeries::Slice& from) {
  to.ended += from.ended;
  to.errors += from.errors;
  to.slowest = std::max(to.slowest, from.slowest);
}

}  // namespace

void ThroughputSeries::record(Duration at, Duration latency, bool error) {
  const auto slice = static_cast<std::size_t>(std::max(at, Duration::zero()) / kSlice);
  const std::size_t index = std::min(slice, kMaxSlices - 1);
  if (index >= slices_.size()) slices_.resize(index + 1);
  add(slices_[index], {1, error ? std::uint64_t{1} : 0, latency});
}

void ThroughputSeries::merge(const ThroughputSeries& other) {
  if (slices_.size() < other.slices_.size()) slices_.resize(other.slices_.size());
  for (std::size_t i = 0; i < other.slices_.size(); ++i) add(slices_[i], other.slices_[i]);
}

ThroughputSeries::Coarse ThroughputSeries::coarse(std::size_t max) const {
  const std::size_t each = std::max<std::size_t>(1, (slices_.size() + max - 1) / max);
  Coarse coarse;
  coarse.slice = kSlice * static_cast<std::int64_t>(each);
  coarse.slices.resize((slices_.size() + each - 1) / each);
  for (std::size_t i = 0; i < slices_.size(); ++i) add(coarse.slices[i / each], slices_[i]);
  return coarse;
}

}  // namespace wavespeed_mock::load
