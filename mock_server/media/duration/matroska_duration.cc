#include "media/duration/matroska_duration.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/value/byte_order.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kFileStart = "\x1a\x45\xdf\xa3";

// The ids of elements, with the bits that tell their length.
constexpr std::uint64_t kSegment = 0x18538067;
constexpr std::uint64_t kInfo = 0x1549a966;
constexpr std::uint64_t kTimestampScale = 0x2ad7b1;
constexpr std::uint64_t kDuration = 0x4489;
constexpr std::uint64_t kCluster = 0x1f43b675;
constexpr std::uint64_t kTimestamp = 0xe7;
constexpr std::uint64_t kSimpleBlock = 0xa3;
constexpr std::uint64_t kBlockGroup = 0xa0;
constexpr std::uint64_t kBlock = 0xa1;
constexpr std::uint64_t kBlockDuration = 0x9b;

struct Number {
  std::uint64_t value = 0;
  std::size_t size = 0;  // in bytes
};

// A number whose first byte says by its leading zeros how many bytes it has, at most `most`.
std::optional<Number> read_number(std::string_view bytes, std::size_t most) {
  if (bytes.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes.front());
  const auto size = static_cast<std::size_t>(std::countl_zero(first)) + 1;
  const auto value = size <= most ? read_big_endian(bytes, 0, size) : std::nullopt;
  return value ? std::optional(Number{*value, size}) : std::nullopt;
}

struct Element {
  std::uint64_t id = 0;
  std::uint64_t length = 0;  // of its content; as long as can be when it is not known
  std::size_t head = 0;      // bytes before the content
};

std::optional<Element> read_element(std::string_view bytes) {
  const auto id = read_number(bytes, 4);
  if (!id) return std::nullopt;
  const auto length = read_number(bytes.substr(id->size), 8);
  if (!length) return std::nullopt;
  const std::uint64_t unknown = (1ULL << (7 * length->size)) - 1;
  const std::uint64_t value = length->value & unknown;
  return Element{id->value, value == unknown ? ~0ULL : value, id->size + length->size};
}

std::optional<std::uint64_t> read_whole(std::string_view content) {
  if (content.size() > 8) return std::nullopt;
  return read_big_endian(content, 0, content.size());
}

std::optional<double> read_real(std::string_view content) {
  const auto bits = read_whole(content);
  if (!bits) return std::nullopt;
  if (content.size() == 4) return std::bit_cast<float>(static_cast<std::uint32_t>(*bits));
  if (content.size() == 8) return std::bit_cast<double>(*bits);
  return std::nullopt;
}

// What is known of the file so far. Times are in units of `scale` nanoseconds.
class Times {
 public:
  std::optional<double> duration() const { return in_seconds(duration_); }
  std::optional<double> end() const { return in_seconds(end_); }

  void read(std::uint64_t id, std::string_view content) {
    if (id == kInfo) {
      read_info(content);
    } else if (id == kTimestamp) {
      cluster_ = static_cast<double>(read_whole(content).value_or(0));
      raise_end(cluster_);
    } else if (id == kSimpleBlock || id == kBlock) {
      read_block(content);
    } else if (id == kBlockDuration) {
      raise_end(block_ + static_cast<double>(read_whole(content).value_or(0)));
    }
  }

 private:
  static constexpr double kNanoseconds = 1e9;

  std::optional<double> in_seconds(std::optional<double> units) const {
    return units ? std::optional(*units * scale_ / kNanoseconds) : std::nullopt;
  }

  void read_info(std::string_view info) {
    while (const auto element = read_element(info)) {
      const std::string_view content = info.substr(element->head, element->length);
      if (element->id == kTimestampScale) {
        if (const auto scale = read_whole(content); scale && *scale > 0) {
          scale_ = static_cast<double>(*scale);
        }
      } else if (element->id == kDuration) {
        duration_ = read_real(content);
      }
      info.remove_prefix(element->head + content.size());
    }
  }

  // After the number of its track, a block has its time after that of its cluster.
  void read_block(std::string_view content) {
    const auto track = read_number(content, 8);
    const auto time = track ? read_big_endian(content, track->size, 2) : std::nullopt;
    if (!time) return;
    block_ = cluster_ + static_cast<std::int16_t>(*time);
    raise_end(block_);
  }

  void raise_end(double time) { end_ = std::max(end_.value_or(0), time); }

  double scale_ = 1e6;
  std::optional<double> duration_;
  double cluster_ = 0;
  double block_ = 0;
  std::optional<double> end_;
};

// Those whose content is read as if it followed them. Recorders do not say how long segments and
// clusters are, so that only the next element shows where they end.
bool is_entered(std::uint64_t id) {
  return id == kSegment || id == kCluster || id == kBlockGroup;
}

}  // namespace

bool is_matroska(std::string_view bytes) {
  return bytes.starts_with(kFileStart);
}

std::optional<double> matroska_seconds(std::string_view bytes) {
  Times times;
  while (const auto element = read_element(bytes)) {
    bytes.remove_prefix(element->head);
    if (is_entered(element->id)) continue;
    const std::string_view content = bytes.substr(0, element->length);
    times.read(element->id, content);
    if (const auto duration = times.duration()) return duration;
    bytes.remove_prefix(content.size());
  }
  return times.end();
}

}  // namespace wavespeed_mock
