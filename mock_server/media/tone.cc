#include "media/tone.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace wavespeed_mock {
namespace {

constexpr std::size_t kShortestPeriod = 48;      // samples: 500 Hz
constexpr std::size_t kFade = kSampleRate / 20;  // samples
constexpr double kLoudness = 0.2 * 32'767;

}  // namespace

Tone::Tone(double seconds, std::uint64_t seed)
    : size_(static_cast<std::size_t>(std::round(seconds * kSampleRate))),
      period_(kShortestPeriod + seed % (kLongestPeriod - kShortestPeriod + 1)) {
  for (std::size_t i = 0; i < period_; ++i) {
    const double angle =
        2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(period_);
    wave_[i] = static_cast<std::int16_t>(std::lround(kLoudness * std::sin(angle)));
  }
}

void Tone::read(std::size_t first, std::span<std::int16_t> samples) const {
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t at = first + i;
    const auto volume =
        static_cast<std::int32_t>(std::min({at, size_ - 1 - at, kFade}));  // of kFade
    samples[i] =
        static_cast<std::int16_t>(wave_[at % period_] * volume / static_cast<std::int32_t>(kFade));
  }
}

}  // namespace wavespeed_mock
