// Whole numbers as the bytes of file formats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace wavespeed_mock {

// Append the lowest `bytes` bytes (1 to 8) of a number, the highest or the lowest of them first.
inline void append_big_endian(std::string& out, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = bytes; i-- > 0;) out += static_cast<char>(number >> (8 * i) & 0xff);
}
inline void append_little_endian(std::string& out, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xff);
}

}  // namespace wavespeed_mock
