// The bytes that HTTP allows in each part of a message, as one table (RFC 9110,
// sections 5.5, 5.6.2; RFC 9112, section 3.2).
//
// Functions without state; any thread may call them.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// Bits of what a byte may be part of.
enum ByteUse : unsigned char {
  kInToken = 1,  // names of fields, methods
  kInField = 2,  // values of fields: visible, obs-text (0x80 and above), a space, a tab
  kInTarget =
      4,  // visible ASCII but "#": what URL libraries leave as it is, though RFC 3986 does not
  kInHost = 8,  // a host, with its port
};

inline constexpr std::array<unsigned char, 256> kByteUses = [] {
  std::array<unsigned char, 256> uses{};
  for (std::size_t byte = 0x21; byte < 0x7f; ++byte) uses[byte] = kInField | kInTarget;
  for (std::size_t byte = 0x80; byte < 0x100; ++byte) uses[byte] = kInField;
  uses[' '] = uses['\t'] = kInField;
  uses['#'] = kInField;
  for (std::size_t byte = 0; byte < 0x80; ++byte) {
    const bool letter_or_digit = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                                 (byte >= 'a' && byte <= 'z');
    if (letter_or_digit) uses[byte] |= kInToken | kInHost;
  }
  for (const unsigned char byte : std::string_view("!#$%&'*+-.^_`|~")) uses[byte] |= kInToken;
  for (const unsigned char byte : std::string_view("-._~%!$&'()*+,;=:[]")) uses[byte] |= kInHost;
  return uses;
}();

constexpr bool is_for(char byte, ByteUse use) {
  return (kByteUses[static_cast<unsigned char>(byte)] & use) != 0;
}

// The position of the first byte of `text` that is not for that use; its size if all are.
constexpr std::size_t find_wrong_byte(std::string_view text, ByteUse use) {
  std::size_t at = 0;
  while (at < text.size() && is_for(text[at], use)) ++at;
  return at;
}

constexpr bool is_all_for(std::string_view text, ByteUse use) {
  return find_wrong_byte(text, use) == text.size();
}

constexpr bool is_field_name(std::string_view text) {
  return !text.empty() && is_all_for(text, kInToken);
}

// "byte 0x0A at position 7", for errors; positions count from 1. `at` is less than the size.
std::string name_of_byte(std::string_view text, std::size_t at);

// Any text as the value of a header field that every client can read: visible ASCII and spaces.
// All other bytes, and "%", are percent-encoded, as gRPC does in grpc-message.
std::string ascii_field_value(std::string_view text);

}  // namespace wavespeed_mock
