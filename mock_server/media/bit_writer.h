// Writes bits as the headers of H.264 need them: highest bit first, with Exp-Golomb codes. For one
// thread.
#pragma once

#include <bit>
#include <cstdint>
#include <string>

namespace wavespeed_mock {

class BitWriter {
 public:
  // The lowest `count` bits (0 to 32) of `value`.
  void bits(std::uint32_t value, int count) {
    for (int i = count; i-- > 0;) {
      partial_ = static_cast<std::uint8_t>(partial_ << 1 | (value >> i & 1));
      if (++used_ == 8) flush();
    }
  }
  void flag(bool value) { bits(value ? 1 : 0, 1); }

  // ue(v): zeros, one fewer than the digits of value + 1, then those digits. Below 2^31.
  void unsigned_code(std::uint32_t value) {
    const int digits = std::bit_width(value + 1);
    bits(0, digits - 1);
    bits(value + 1, digits);
  }

  // Zeros up to the next whole byte.
  void align() {
    while (used_ != 0) bits(0, 1);
  }
  // The 1 and the zeros that end every unit.
  void end_unit() {
    bits(1, 1);
    align();
  }

  // What is written, in whole bytes; bytes may be added at its end.
  std::string& bytes() { return bytes_; }

 private:
  void flush() {
    bytes_ += static_cast<char>(partial_);
    partial_ = 0;
    used_ = 0;
  }

  std::string bytes_;
  std::uint8_t partial_ = 0;
  int used_ = 0;  // bits in partial_
};

}  // namespace wavespeed_mock
