#include "records/prediction_id.h"

#include <array>
#include <bit>
#include <cstring>

namespace wavespeed_mock {
namespace {

constexpr std::size_t kHalf = 16;  // digits of 64 bits

// Each of 8 bytes is a digit: all of them are worked on at once, for every poll shows its id three
// times and names it once.
constexpr std::uint64_t in_each_byte(std::uint64_t byte) {
  return byte * 0x0101010101010101;
}

void write_eight(char* digits, std::uint32_t bits) {
  // The four bits of each digit into a byte of its own, the first digit into the lowest byte.
  std::uint64_t spread = bits;
  spread = (spread << 32 | spread >> 16) & 0x0000ffff0000ffff;
  spread = (spread << 16 | spread >> 8) & 0x00ff00ff00ff00ff;
  spread = (spread << 8 | spread >> 4) & in_each_byte(0x0f);
  // 10 and more have bit 4 set once 6 is added, and lie 39 further in ASCII.
  const std::uint64_t letters = (spread + in_each_byte(6)) >> 4 & in_each_byte(1);
  spread += in_each_byte('0') + letters * ('a' - '0' - 10);
  static_assert(std::endian::native == std::endian::little);
  std::memcpy(digits, &spread, sizeof spread);
}

void write_half(char* digits, std::uint64_t bits) {
  write_eight(digits, static_cast<std::uint32_t>(bits >> 32));
  write_eight(digits + kHalf / 2, static_cast<std::uint32_t>(bits));
}

constexpr std::uint8_t kNoDigit = 0xff;
constexpr auto kDigits = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 10; ++i) values['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i) values['a' + i] = static_cast<std::uint8_t>(10 + i);
  return values;
}();

bool parse_half(std::string_view text, std::uint64_t& bits) {
  bits = 0;
  std::uint8_t seen = 0;  // all digits together: more than 15 when one is none
  for (const char c : text) {
    const std::uint8_t digit = kDigits[static_cast<unsigned char>(c)];
    seen |= digit;
    bits = bits << 4 | digit;
  }
  return seen <= 0xf;
}

}  // namespace

void append_hex(std::string& out, PredictionId id) {
  // Written to the stack first: every poll shows the id three times.
  char digits[2 * kHalf];
  write_half(digits, id.high);
  write_half(digits + kHalf, id.low);
  out.append(digits, sizeof digits);
}

std::string to_hex(PredictionId id) {
  std::string text;
  append_hex(text, id);
  return text;
}

std::optional<PredictionId> parse_prediction_id(std::string_view text) {
  PredictionId id;
  if (text.size() != 2 * kHalf || !parse_half(text.substr(0, kHalf), id.high) ||
      !parse_half(text.substr(kHalf), id.low)) {
    return std::nullopt;
  }
  return id;
}

}  // namespace wavespeed_mock
