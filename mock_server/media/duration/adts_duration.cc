#include "media/duration/adts_duration.h"

#include <array>
#include <cstdint>

#include "base/value/byte_order.h"

namespace wavespeed_mock {
namespace {

constexpr std::array<double, 13> kAdtsSampleRates = {96'000, 88'200, 64'000, 48'000, 44'100,
                                                     32'000, 24'000, 22'050, 16'000, 12'000,
                                                     11'025, 8'000,  7'350};
constexpr double kSamplesOfBlock = 1024;

struct AdtsFrame {
  std::size_t size = 0;  // in bytes, with its head
  double seconds = 0;
};

std::optional<AdtsFrame> read_adts_frame(std::string_view bytes) {
  constexpr std::size_t kHead = 7;
  const auto head = read_big_endian(bytes, 0, kHead);
  // Twelve bits that mark a frame, one for the version, two that are 0.
  if (!head || (*head >> 40 & 0xfff6) != 0xfff0) return std::nullopt;
  const std::uint64_t rate = *head >> 34 & 0xf;
  const std::size_t size = *head >> 13 & 0x1fff;
  if (rate >= kAdtsSampleRates.size() || size < kHead) return std::nullopt;
  const double blocks = static_cast<double>((*head & 3) + 1);
  return AdtsFrame{size, blocks * kSamplesOfBlock / kAdtsSampleRates[rate]};
}

}  // namespace

bool is_adts(std::string_view bytes) {
  return read_adts_frame(bytes).has_value();
}

std::optional<double> adts_seconds(std::string_view bytes) {
  double seconds = 0;
  while (const auto frame = read_adts_frame(bytes)) {
    if (frame->size > bytes.size()) break;
    seconds += frame->seconds;
    bytes.remove_prefix(frame->size);
  }
  return seconds > 0 ? std::optional(seconds) : std::nullopt;
}

}  // namespace wavespeed_mock
