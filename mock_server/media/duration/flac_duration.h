// The duration of FLAC sounds (RFC 9639).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wavespeed_mock {

// The first metadata block of a FLAC stream.
struct FlacStreamInfo {
  std::uint64_t sample_rate = 0;  // above 0
  std::uint64_t samples = 0;      // of one channel; 0: the encoder did not know
};

bool is_flac(std::string_view bytes);

// `bytes` begin with "fLaC". Nullopt when the block is missing, cut short or wrong.
std::optional<FlacStreamInfo> read_flac_stream_info(std::string_view bytes);

std::optional<double> flac_seconds(std::string_view bytes);

}  // namespace wavespeed_mock
