#include "base/value/byte_order.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::byte_order_test {
namespace {

TEST(ByteOrder, WritesBigAndLittleEndian) {
  std::string out;
  append_big_endian(out, 0x01020304, 4);
  append_big_endian(out, 0xabcdef, 2);
  EXPECT_EQ(out, "\x01\x02\x03\x04\xcd\xef");
  out.clear();
  append_little_endian(out, 0x01020304, 4);
  append_little_endian(out, 0xabcdef, 2);
  append_little_endian(out, 0x8000000000000001, 8);
  EXPECT_EQ(out, std::string("\x04\x03\x02\x01\xef\xcd\x01\0\0\0\0\0\0\x80", 14));
}

}  // namespace
}  // namespace wavespeed_mock::byte_order_test
