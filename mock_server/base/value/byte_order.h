// Whole numbers as the bytes of file formats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wavespeed_mock {

// Append the lowest `bytes` bytes (1 to 8) of a number, the highest or the lowest of them first.
inline void append_big_endian(std::string& out, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = bytes; i-- > 0;) out += static_cast<char>(number >> (8 * i) & 0xff);
}
inline void append_little_endian(std::string& out, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xff);
}

// The number in the `bytes` bytes (1 to 8) of `from` that begin at `at`, the highest or the lowest
// first. Nullopt where `from` does not have them all.
inline std::optional<std::uint64_t> read_big_endian(std::string_view from, std::size_t at,
                                                    std::size_t bytes) {
  if (at > from.size() || from.size() - at < bytes) return std::nullopt;
  std::uint64_t number = 0;
  for (const char byte : from.substr(at, bytes)) {
    number = number << 8 | static_cast<unsigned char>(byte);
  }
  return number;
}
inline std::optional<std::uint64_t> read_little_endian(std::string_view from, std::size_t at,
                                                       std::size_t bytes) {
  if (at > from.size() || from.size() - at < bytes) return std::nullopt;
  std::uint64_t number = 0;
  for (std::size_t i = bytes; i-- > 0;) {
    number = number << 8 | static_cast<unsigned char>(from[at + i]);
  }
  return number;
}

}  // namespace wavespeed_mock
