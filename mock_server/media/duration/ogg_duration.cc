#include "media/duration/ogg_duration.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/value/byte_order.h"
#include "media/duration/flac_duration.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kPageStart("OggS\0", 5);  // with its version
constexpr std::uint64_t kNoPosition = ~0ULL;         // no packet ends on the page
constexpr std::size_t kMostStreams = 16;

constexpr std::size_t kPositionAt = 6;  // in a page
constexpr std::size_t kStreamAt = 14;

struct Page {
  bool first_of_stream = false;
  std::uint64_t stream = 0;
  std::string_view content;
  std::size_t size = 0;
};

// The page at the front of `bytes`; its content may be cut short.
std::optional<Page> read_page(std::string_view bytes) {
  constexpr std::size_t kPageHead = 27;
  constexpr std::uint64_t kFirst = 2;
  if (!bytes.starts_with(kPageStart) || bytes.size() < kPageHead) return std::nullopt;
  const auto flags = read_little_endian(bytes, 5, 1);
  const auto segments = static_cast<unsigned char>(bytes[kPageHead - 1]);
  std::size_t size = kPageHead + segments;
  if (bytes.size() < size) return std::nullopt;
  for (const char length : bytes.substr(kPageHead, segments)) {
    size += static_cast<unsigned char>(length);
  }
  const std::string_view page = bytes.substr(0, size);
  return Page{.first_of_stream = (*flags & kFirst) != 0,
              .stream = *read_little_endian(bytes, kStreamAt, 4),
              .content = page.substr(kPageHead + segments),
              .size = page.size()};
}

// How a codec counts positions.
struct Stream {
  std::uint64_t id = 0;
  double units_in_second = 0;
  std::uint64_t skipped = 0;    // at the front
  std::uint64_t key_shift = 0;  // of Theora: the lower bits count from the last key frame
  bool ended = false;           // its last page was found
};

std::optional<Stream> theora_stream(std::string_view head) {
  const auto numerator = read_big_endian(head, 22, 4);
  const auto denominator = read_big_endian(head, 26, 4);
  const auto bits = read_big_endian(head, 40, 2);
  if (!bits || *denominator == 0) return std::nullopt;
  return Stream{
      .units_in_second = static_cast<double>(*numerator) / static_cast<double>(*denominator),
      .key_shift = *bits >> 5 & 0x1f};
}

// By the first packet of the stream; nullopt for a codec that is not known here.
std::optional<Stream> stream_of(std::string_view head) {
  constexpr std::size_t kFlacHead = 9;  // of Ogg, before the "fLaC" of the stream itself
  const auto of_rate = [](std::optional<std::uint64_t> rate) -> std::optional<Stream> {
    if (!rate) return std::nullopt;
    return Stream{.units_in_second = static_cast<double>(*rate)};
  };
  if (head.starts_with("\x01vorbis")) return of_rate(read_little_endian(head, 12, 4));
  if (head.starts_with("Speex   ")) return of_rate(read_little_endian(head, 36, 4));
  if (head.starts_with("\x80theora")) return theora_stream(head);
  if (head.starts_with("\x7f"
                       "FLAC") &&
      head.size() > kFlacHead) {
    const auto info = read_flac_stream_info(head.substr(kFlacHead));
    return info ? of_rate(info->sample_rate) : std::nullopt;
  }
  if (head.starts_with("OpusHead")) {
    const auto skipped = read_little_endian(head, 10, 2);
    if (!skipped) return std::nullopt;
    return Stream{.units_in_second = 48'000, .skipped = *skipped};
  }
  return std::nullopt;
}

// Their first pages are together at the front of the file.
std::vector<Stream> read_streams(std::string_view bytes) {
  std::vector<Stream> streams;
  while (streams.size() < kMostStreams) {
    const auto page = read_page(bytes);
    if (!page || !page->first_of_stream) break;
    if (auto stream = stream_of(page->content); stream && stream->units_in_second > 0) {
      stream->id = page->stream;
      streams.push_back(*stream);
    }
    bytes.remove_prefix(page->size);
  }
  return streams;
}

double seconds_at(const Stream& stream, std::uint64_t position) {
  const std::uint64_t mask = (1ULL << stream.key_shift) - 1;
  std::uint64_t units = (position >> stream.key_shift) + (position & mask);
  units -= std::min(units, stream.skipped);
  return static_cast<double>(units) / stream.units_in_second;
}

}  // namespace

bool is_ogg(std::string_view bytes) {
  return bytes.starts_with(kPageStart);
}

std::optional<double> ogg_seconds(std::string_view bytes) {
  std::vector<Stream> streams = read_streams(bytes);
  std::optional<double> longest;
  std::size_t open = streams.size();
  // From the end of the file, so that only its last pages are read.
  std::size_t at = bytes.size();
  while (open > 0 && at > 0) {
    at = bytes.rfind(kPageStart, at - 1);
    if (at == std::string_view::npos) break;
    const auto position = read_little_endian(bytes, at + kPositionAt, 8);
    const auto id = read_little_endian(bytes, at + kStreamAt, 4);
    if (!id || *position == kNoPosition) continue;
    for (Stream& stream : streams) {
      if (stream.id != *id || stream.ended) continue;
      stream.ended = true;
      --open;
      longest = std::max(longest.value_or(0), seconds_at(stream, *position));
    }
  }
  // Pages of headers have position 0: no sound followed them.
  return longest == 0.0 ? std::nullopt : longest;
}

}  // namespace wavespeed_mock
