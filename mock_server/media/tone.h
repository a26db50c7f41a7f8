// The sound of an audio output: one soft note that fades at both ends. The seed chooses its pitch.
//
// A value that does not change; every function may be called from several threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace wavespeed_mock {

inline constexpr std::uint32_t kSampleRate = 24'000;  // in one second

// Samples are computed when they are asked for, so that a long sound needs no memory.
class Tone {
 public:
  // `seconds` is at least 0 and rounded to whole samples.
  Tone(double seconds, std::uint64_t seed);

  // How many samples there are.
  std::size_t size() const { return size_; }

  // Fills `samples` with those from `first` on, which all exist.
  void read(std::size_t first, std::span<std::int16_t> samples) const;

 private:
  static constexpr std::size_t kLongestPeriod = 120;  // samples: 200 Hz

  std::size_t size_;
  std::size_t period_;
  std::array<std::int16_t, kLongestPeriod> wave_{};  // one period
};

}  // namespace wavespeed_mock
