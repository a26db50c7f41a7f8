#include "media/duration/mpeg_audio_duration.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/value/byte_order.h"

namespace wavespeed_mock {
namespace {

enum class Version : std::uint8_t { v2_5 = 0, v2 = 2, v1 = 3 };

constexpr std::size_t kFrameHead = 4;

struct Frame {
  Version version = Version::v1;
  int layer = 3;
  std::uint32_t bit_rate = 0;     // in bits a second, above 0
  std::uint32_t sample_rate = 0;  // in samples a second, above 0
  bool mono = false;
  std::size_t size = 0;  // in bytes, with its head

  double samples() const {
    if (layer == 1) return 384;
    return layer == 3 && version != Version::v1 ? 576 : 1152;
  }
};

using BitRates = std::array<std::uint16_t, 15>;  // kilobits a second; 0: not said
constexpr std::array<BitRates, 3> kRatesOfV1 = {{
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
}};
constexpr std::array<BitRates, 3> kRatesOfV2 = {{
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}};
constexpr std::array<std::uint32_t, 3> kSampleRates = {44'100, 48'000, 32'000};  // of V1

// The frame whose head is at `at`; nullopt where there is no valid one, and for a free bit rate.
std::optional<Frame> read_frame(std::string_view bytes, std::size_t at) {
  const auto head = read_big_endian(bytes, at, kFrameHead);
  if (!head || *head >> 21 != 0x7ff) return std::nullopt;
  const std::uint64_t version = *head >> 19 & 3;
  const std::uint64_t layer = *head >> 17 & 3;
  const std::uint64_t bit_rate = *head >> 12 & 15;
  const std::uint64_t sample_rate = *head >> 10 & 3;
  if (version == 1 || layer == 0 || bit_rate == 0 || bit_rate == 15 || sample_rate == 3) {
    return std::nullopt;
  }
  Frame frame;
  frame.version = static_cast<Version>(version);
  frame.layer = static_cast<int>(4 - layer);
  const auto& rates = frame.version == Version::v1 ? kRatesOfV1 : kRatesOfV2;
  frame.bit_rate = 1000U * rates[static_cast<std::size_t>(frame.layer - 1)][bit_rate];
  const std::uint32_t divisor = frame.version == Version::v1   ? 1
                                : frame.version == Version::v2 ? 2
                                                               : 4;
  frame.sample_rate = kSampleRates[sample_rate] / divisor;
  frame.mono = (*head >> 6 & 3) == 3;
  const std::size_t padding = *head >> 9 & 1;
  const std::size_t slot = frame.layer == 1 ? 4 : 1;
  const auto bits = static_cast<std::size_t>(frame.samples()) * frame.bit_rate;
  frame.size = (bits / 8 / slot / frame.sample_rate + padding) * slot;
  return frame;
}

bool are_of_one_sound(const Frame& a, const Frame& b) {
  return a.version == b.version && a.layer == b.layer && a.sample_rate == b.sample_rate;
}

// Whether a frame is there, and after it another one or the end.
bool begins_sound(std::string_view bytes, std::size_t at) {
  const auto frame = read_frame(bytes, at);
  if (!frame) return false;
  if (bytes.size() - at == frame->size) return true;
  const auto next = read_frame(bytes, at + frame->size);
  return next && are_of_one_sound(*frame, *next);
}

// After a tag there may be padding; it is never long.
std::optional<std::size_t> find_first_frame(std::string_view bytes, bool tagged) {
  constexpr std::size_t kFarthest = 65'536;
  const std::size_t end = std::min(tagged ? kFarthest : 1, bytes.size());
  for (std::size_t at = 0; at < end; ++at) {
    if (begins_sound(bytes, at)) return at;
  }
  return std::nullopt;
}

std::string_view without_tag_at_end(std::string_view bytes) {
  constexpr std::size_t kTagSize = 128;  // ID3v1
  const bool has_tag =
      bytes.size() >= kTagSize && bytes.substr(bytes.size() - kTagSize).starts_with("TAG");
  return has_tag ? bytes.substr(0, bytes.size() - kTagSize) : bytes;
}

// What encoders add in front of the first sample and after the last, for all decoders need it.
double added_samples(std::string_view after_counts) {
  constexpr std::size_t kAddedAt = 21;  // after the encoder's name and settings
  const bool known = after_counts.starts_with("LAME") || after_counts.starts_with("Lav");
  const auto added = known ? read_big_endian(after_counts, kAddedAt, 3) : std::nullopt;
  return added ? static_cast<double>((*added >> 12) + (*added & 0xfff)) : 0;
}

// The samples of the whole sound by the header "Xing" or "Info" of the first frame.
std::optional<double> samples_by_xing(std::string_view bytes, const Frame& frame) {
  constexpr std::uint64_t kFrames = 1;
  const bool v1 = frame.version == Version::v1;
  const std::size_t side_information = frame.mono ? (v1 ? 17 : 9) : (v1 ? 32 : 17);
  std::string_view header = bytes.substr(std::min(bytes.size(), kFrameHead + side_information));
  if (!header.starts_with("Xing") && !header.starts_with("Info")) return std::nullopt;
  const auto flags = read_big_endian(header, 4, 4);
  const auto frames = read_big_endian(header, 8, 4);
  if (!frames || (*flags & kFrames) == 0) return std::nullopt;
  std::size_t size = 12;
  constexpr std::array<std::pair<std::uint64_t, std::size_t>, 3> kOthers = {{
      {2, 4},    // the number of bytes
      {4, 100},  // a table for jumps
      {8, 4},    // the quality
  }};
  for (const auto& [flag, bytes_of_it] : kOthers) size += (*flags & flag) != 0 ? bytes_of_it : 0;
  header.remove_prefix(std::min(header.size(), size));
  const double samples = static_cast<double>(*frames) * frame.samples();
  return std::max(0.0, samples - added_samples(header));
}

// The same by the header "VBRI", which has one fixed place.
std::optional<double> samples_by_vbri(std::string_view bytes, const Frame& frame) {
  constexpr std::size_t kAt = kFrameHead + 32;
  if (bytes.size() < kAt || !bytes.substr(kAt).starts_with("VBRI")) return std::nullopt;
  const auto frames = read_big_endian(bytes, kAt + 14, 4);
  if (!frames) return std::nullopt;
  return static_cast<double>(*frames) * frame.samples();
}

}  // namespace

std::string_view without_id3_tags(std::string_view bytes) {
  constexpr std::uint64_t kHead = 10;
  constexpr std::uint64_t kHasFooter = 0x10;
  while (bytes.starts_with("ID3")) {
    const auto flags = read_big_endian(bytes, 5, 1);
    const auto length = read_big_endian(bytes, 6, 4);
    if (!length) break;
    std::uint64_t size = (*flags & kHasFooter) != 0 ? 2 * kHead : kHead;
    // Seven bits of each byte, so that none looks like the start of a frame.
    for (const int shift : {24, 16, 8, 0}) size += (*length >> shift & 0x7f) << (shift / 8 * 7);
    bytes.remove_prefix(std::min<std::uint64_t>(size, bytes.size()));
  }
  return bytes;
}

std::optional<double> mpeg_audio_seconds(std::string_view bytes, bool tagged) {
  bytes = without_tag_at_end(bytes);
  const auto first = find_first_frame(bytes, tagged);
  if (!first) return std::nullopt;
  bytes.remove_prefix(*first);
  const Frame frame = *read_frame(bytes, 0);
  if (frame.layer == 3) {
    auto samples = samples_by_xing(bytes, frame);
    if (!samples) samples = samples_by_vbri(bytes, frame);
    if (samples) return *samples / frame.sample_rate;
  }
  return 8.0 * static_cast<double>(bytes.size()) / frame.bit_rate;
}

}  // namespace wavespeed_mock
