#include "base/http/percent_encoding.h"

#include "base/text/ascii.h"

namespace wavespeed_mock {

std::optional<char> encoded_byte(std::string_view text) {
  constexpr std::size_t kLength = 3;
  if (text.size() < kLength || text[0] != '%') return std::nullopt;
  const int high = hex_digit(text[1]);
  const int low = hex_digit(text[2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kOtherUnreserved = "-._~";
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (alphanumeric || kOtherUnreserved.find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kHexDigits[byte / 16U], kHexDigits[byte % 16U]};
  }
  return encoded;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const auto byte = encoded_byte(text);
    if (!byte && text[0] == '%') return std::nullopt;
    decoded += byte ? *byte : text[0];
    text.remove_prefix(byte ? 3 : 1);
  }
  return decoded;
}

std::string_view decoded_if_valid(std::string_view text, std::string& room) {
  if (text.find('%') == std::string_view::npos) return text;
  auto decoded = percent_decoded(text);
  if (!decoded) return text;
  room = *std::move(decoded);
  return room;
}

std::string query_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const auto byte = encoded_byte(text);
    decoded += byte ? *byte : text[0] == '+' ? ' ' : text[0];
    text.remove_prefix(byte ? 3 : 1);
  }
  return decoded;
}

}  // namespace wavespeed_mock
