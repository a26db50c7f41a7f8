#include "media/bit_writer.h"

#include <gtest/gtest.h>

#include <vector>

namespace wavespeed_mock::bit_writer_test {
namespace {

// The bits as text, so that a failure shows them.
std::string digits(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    for (int i = 8; i-- > 0;) out += (c >> i & 1) != 0 ? '1' : '0';
  }
  return out;
}

TEST(BitWriter, WritesTheHighestBitFirst) {
  BitWriter writer;
  writer.bits(0b101, 3);
  writer.flag(true);
  writer.flag(false);
  writer.bits(0xffffffff, 0);
  writer.bits(0b0110011, 7);
  writer.align();
  EXPECT_EQ(digits(writer.bytes()), "1011001100110000");
  writer.align();
  EXPECT_EQ(writer.bytes().size(), 2U) << "it was aligned";
  writer.bits(0xf0000001, 32);
  EXPECT_EQ(writer.bytes().substr(2), std::string("\xf0\0\0\x01", 4));
}

// The table in section 9.1 of H.264.
TEST(BitWriter, WritesExpGolombCodes) {
  struct Case {
    std::uint32_t value;
    std::string code;
  };
  for (const Case& c : std::vector<Case>{{0, "1"},
                                         {1, "010"},
                                         {2, "011"},
                                         {3, "00100"},
                                         {6, "00111"},
                                         {7, "0001000"},
                                         {25, "000011010"},
                                         {30, "000011111"},
                                         {3599, "00000000000111000010000"}}) {
    BitWriter writer;
    writer.unsigned_code(c.value);
    writer.align();
    EXPECT_EQ(digits(writer.bytes()).substr(0, c.code.size()), c.code) << c.value;
    EXPECT_EQ(writer.bytes().size(), (c.code.size() + 7) / 8) << c.value;
  }
}

TEST(BitWriter, EndsAUnitWithAOneAndPaddingZeros) {
  BitWriter writer;
  writer.bits(0, 3);
  writer.end_unit();
  EXPECT_EQ(digits(writer.bytes()), "00010000");
  writer.end_unit();
  EXPECT_EQ(digits(writer.bytes()), "0001000010000000");
}

}  // namespace
}  // namespace wavespeed_mock::bit_writer_test
