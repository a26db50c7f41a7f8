#include "records/prediction_id.h"

#include <bit>
#include <cstring>

namespace wavespeed_mock {
namespace {

constexpr std::size_t kHalf = kPredictionIdDigits / 2;  // digits of 64 bits

// Each of 8 bytes is a digit: all of them are worked on at once, for every poll names its id and
// shows it.
constexpr std::uint64_t in_each_byte(std::uint64_t byte) {
  return byte * 0x0101010101010101;
}

// Eight digits in the order of the text, the first in the lowest byte.
std::uint64_t eight_digits_of(std::uint32_t bits) {
  // The four bits of each digit into a byte of its own, the first digit into the lowest byte.
  std::uint64_t spread = bits;
  spread = (spread << 32 | spread >> 16) & 0x0000ffff0000ffff;
  spread = (spread << 16 | spread >> 8) & 0x00ff00ff00ff00ff;
  spread = (spread << 8 | spread >> 4) & in_each_byte(0x0f);
  // 10 and more have bit 4 set once 6 is added, and lie 39 further in ASCII.
  const std::uint64_t letters = (spread + in_each_byte(6)) >> 4 & in_each_byte(1);
  spread += in_each_byte('0') + letters * ('a' - '0' - 10);
  return spread;
}

static_assert(std::endian::native == std::endian::little);

void write_eight(char* digits, std::uint32_t bits) {
  const std::uint64_t eight = eight_digits_of(bits);
  std::memcpy(digits, &eight, sizeof eight);
}

void write_half(char* digits, std::uint64_t bits) {
  write_eight(digits, static_cast<std::uint32_t>(bits >> 32));
  write_eight(digits + kHalf / 2, static_cast<std::uint32_t>(bits));
}

// False where one of the eight is not a lowercase hexadecimal digit; `bits` is then of no use.
bool parse_eight(const char* digits, std::uint32_t& bits) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, digits, sizeof eight);
  // Letters have bit 6 set, and their low four bits count from 1.
  const std::uint64_t letters = eight >> 6 & in_each_byte(1);
  std::uint64_t values = (eight + letters * 9) & in_each_byte(0x0f);
  values = (values << 4 | values >> 8) & 0x00ff00ff00ff00ff;
  values = (values << 8 | values >> 16) & 0x0000ffff0000ffff;
  bits = static_cast<std::uint32_t>(values << 16 | values >> 32);
  return eight_digits_of(bits) == eight;
}

bool parse_half(std::string_view text, std::uint64_t& bits) {
  std::uint32_t high = 0;
  std::uint32_t low = 0;
  if (!parse_eight(text.data(), high) || !parse_eight(text.data() + kHalf / 2, low)) return false;
  bits = std::uint64_t{high} << 32 | low;
  return true;
}

}  // namespace

std::array<char, kPredictionIdDigits> hex_digits(PredictionId id) {
  std::array<char, kPredictionIdDigits> digits;
  write_half(digits.data(), id.high);
  write_half(digits.data() + kHalf, id.low);
  return digits;
}

void append_hex(std::string& out, PredictionId id) {
  const auto digits = hex_digits(id);
  out.append(digits.data(), digits.size());
}

std::string to_hex(PredictionId id) {
  std::string text;
  append_hex(text, id);
  return text;
}

std::optional<PredictionId> parse_prediction_id(std::string_view text) {
  PredictionId id;
  if (text.size() != kPredictionIdDigits || !parse_half(text.substr(0, kHalf), id.high) ||
      !parse_half(text.substr(kHalf), id.low)) {
    return std::nullopt;
  }
  return id;
}

}  // namespace wavespeed_mock
