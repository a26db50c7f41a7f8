#include "media/duration/riff_duration.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/value/byte_order.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kHead = 12;  // "RIFF", the length, the form
constexpr std::uint64_t kLengthElsewhere = 0xffff'ffff;

struct Chunk {
  std::string_view name;
  std::uint64_t length = 0;  // as it is written; there may be less
  std::string_view content;
};

// Takes the first chunk off `rest`; nullopt when no whole head of one is left.
std::optional<Chunk> next_chunk(std::string_view& rest) {
  constexpr std::size_t kChunkHead = 8;
  const auto length = read_little_endian(rest, 4, 4);
  if (!length) return std::nullopt;
  const Chunk chunk{rest.substr(0, 4), *length, rest.substr(kChunkHead, *length)};
  // Chunks begin at even places.
  const std::uint64_t taken = kChunkHead + *length + *length % 2;
  rest.remove_prefix(std::min<std::uint64_t>(taken, rest.size()));
  return chunk;
}

double to_double(std::uint64_t number) {
  return static_cast<double>(number);
}

// What the chunk "fmt " says of the samples.
struct Format {
  bool compressed = false;
  std::uint64_t sample_rate = 0;
  double byte_rate = 0;  // bytes in a second, above 0
};

std::optional<Format> read_format(std::string_view chunk) {
  constexpr std::array<std::uint64_t, 3> kUncompressed = {1, 3, 0xfffe};  // whole, real, extensible
  const auto tag = read_little_endian(chunk, 0, 2);
  const auto sample_rate = read_little_endian(chunk, 4, 4);
  const auto byte_rate = read_little_endian(chunk, 8, 4);
  const auto bytes_of_sample = read_little_endian(chunk, 12, 2);
  if (!bytes_of_sample) return std::nullopt;
  const double rate = to_double(*byte_rate > 0 ? *byte_rate : *sample_rate * *bytes_of_sample);
  if (rate == 0) return std::nullopt;
  const bool compressed = std::ranges::find(kUncompressed, *tag) == kUncompressed.end();
  return Format{compressed, *sample_rate, rate};
}

std::optional<double> wav_seconds(std::string_view rest) {
  std::optional<Format> format;
  std::uint64_t samples = 0;
  std::uint64_t long_length = kLengthElsewhere;
  while (const auto chunk = next_chunk(rest)) {
    if (chunk->name == "fmt ") {
      format = read_format(chunk->content);
    } else if (chunk->name == "fact") {
      samples = read_little_endian(chunk->content, 0, 4).value_or(0);
    } else if (chunk->name == "ds64") {
      long_length = read_little_endian(chunk->content, 8, 8).value_or(kLengthElsewhere);
    } else if (chunk->name == "data") {
      if (!format) return std::nullopt;
      // The bytes in a second of a compressed sound are an average, and often wrong.
      if (format->compressed && samples > 0 && format->sample_rate > 0) {
        return to_double(samples) / to_double(format->sample_rate);
      }
      // A program that writes into a pipe does not know the length in advance: what is there
      // counts.
      const bool elsewhere = chunk->length == kLengthElsewhere;
      const std::uint64_t length = elsewhere ? long_length : chunk->length;
      return to_double(std::min<std::uint64_t>(length, chunk->content.size())) / format->byte_rate;
    }
  }
  return std::nullopt;
}

// The frames of a file above 1 GiB; its main header counts only those of its first part.
std::optional<std::uint64_t> frames_of_all_parts(std::string_view list) {
  if (!list.starts_with("odml")) return std::nullopt;
  list.remove_prefix(4);
  while (const auto chunk = next_chunk(list)) {
    if (chunk->name == "dmlh") return read_little_endian(chunk->content, 0, 4);
  }
  return std::nullopt;
}

std::optional<double> seconds_of_header_list(std::string_view list) {
  std::optional<std::uint64_t> microseconds;  // of a frame
  std::optional<std::uint64_t> frames;
  std::optional<std::uint64_t> all_frames;
  while (const auto chunk = next_chunk(list)) {
    if (chunk->name == "avih") {
      microseconds = read_little_endian(chunk->content, 0, 4);
      frames = read_little_endian(chunk->content, 16, 4);
    } else if (chunk->name == "LIST" && !all_frames) {
      all_frames = frames_of_all_parts(chunk->content);
    }
  }
  if (all_frames) frames = all_frames;
  if (!microseconds || !frames || *microseconds * *frames == 0) return std::nullopt;
  return to_double(*microseconds) * to_double(*frames) / 1e6;
}

std::optional<double> avi_seconds(std::string_view rest) {
  while (const auto chunk = next_chunk(rest)) {
    if (chunk->name == "LIST" && chunk->content.starts_with("hdrl")) {
      return seconds_of_header_list(chunk->content.substr(4));
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_riff(std::string_view bytes) {
  return bytes.starts_with("RIFF") || bytes.starts_with("RF64") || bytes.starts_with("BW64");
}

std::optional<double> riff_seconds(std::string_view bytes) {
  if (bytes.size() < kHead) return std::nullopt;
  const std::string_view form = bytes.substr(8, 4);
  if (form == "WAVE") return wav_seconds(bytes.substr(kHead));
  if (form == "AVI ") return avi_seconds(bytes.substr(kHead));
  return std::nullopt;
}

}  // namespace wavespeed_mock
