#include "records/prediction_id.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kHalf = 16;  // digits of 64 bits

void write_half(char* digits, std::uint64_t bits) {
  for (std::size_t i = kHalf; i-- > 0; bits >>= 4) digits[i] = "0123456789abcdef"[bits & 0xf];
}

bool parse_half(std::string_view text, std::uint64_t& bits) {
  bits = 0;
  for (const char c : text) {
    int digit = 0;
    if (c >= '0' && c <= '9') {
      digit = c - '0';
    } else if (c >= 'a' && c <= 'f') {
      digit = c - 'a' + 10;
    } else {
      return false;
    }
    bits = bits << 4 | static_cast<std::uint64_t>(digit);
  }
  return true;
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
