#include "media/duration/flac_duration.h"

#include "base/value/byte_order.h"

namespace wavespeed_mock {

bool is_flac(std::string_view bytes) {
  return bytes.starts_with("fLaC");
}

std::optional<FlacStreamInfo> read_flac_stream_info(std::string_view bytes) {
  constexpr std::size_t kBlock = 4;  // after "fLaC": a bit, the type, the length
  constexpr std::size_t kProperties =
      18;  // 20 bits of rate, 8 of channels and width, 36 of samples
  constexpr std::uint64_t kType = 0x7f;
  constexpr std::uint64_t kSamples = 0xf'ffff'ffff;
  const auto type = read_big_endian(bytes, kBlock, 1);
  const auto properties = read_big_endian(bytes, kProperties, 8);
  if (!type || !properties || (*type & kType) != 0) return std::nullopt;
  const std::uint64_t rate = *properties >> 44;
  if (rate == 0) return std::nullopt;
  return FlacStreamInfo{.sample_rate = rate, .samples = *properties & kSamples};
}

std::optional<double> flac_seconds(std::string_view bytes) {
  const auto info = read_flac_stream_info(bytes);
  if (!info || info->samples == 0) return std::nullopt;
  return static_cast<double>(info->samples) / static_cast<double>(info->sample_rate);
}

}  // namespace wavespeed_mock
