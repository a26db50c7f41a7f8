#include "base/http/field_bytes.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::field_bytes_test {
namespace {

// All bytes of that use, in order.
std::string bytes_for(ByteUse use) {
  std::string bytes;
  for (int byte = 0; byte < 0x100; ++byte) {
    if (is_for(static_cast<char>(byte), use)) bytes += static_cast<char>(byte);
  }
  return bytes;
}

std::string range(int first, int last) {
  std::string bytes;
  for (int byte = first; byte <= last; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

TEST(FieldBytes, AreThoseOfTheStandard) {
  const std::string digits = range('0', '9');
  const std::string upper = range('A', 'Z');
  const std::string lower = range('a', 'z');
  EXPECT_EQ(bytes_for(kInToken), "!#$%&'*+-." + digits + upper + "^_`" + lower + "|~");
  EXPECT_EQ(bytes_for(kInField), "\t" + range(' ', '~') + range(0x80, 0xff));
  EXPECT_EQ(bytes_for(kInTarget), "!\"" + range('$', '~'));
  EXPECT_EQ(bytes_for(kInHost), "!$%&'()*+,-." + digits + ":;=" + upper + "[]_" + lower + "~");
}

TEST(FieldBytes, FindsTheFirstWrongByte) {
  EXPECT_EQ(find_wrong_byte("", kInToken), 0U);
  EXPECT_EQ(find_wrong_byte("ab", kInToken), 2U);
  EXPECT_EQ(find_wrong_byte("a b c", kInToken), 1U);
  EXPECT_TRUE(is_field_name("X-A"));
  EXPECT_FALSE(is_field_name(""));
  EXPECT_FALSE(is_field_name("X A"));
  EXPECT_EQ(name_of_byte("a\n\xfe", 1), "byte 0x0A at position 2");
  EXPECT_EQ(name_of_byte("a\n\xfe", 2), "byte 0xFE at position 3");
}

TEST(FieldBytes, WritesAnyTextAsAFieldValue) {
  EXPECT_EQ(ascii_field_value(""), "");
  EXPECT_EQ(ascii_field_value("body: \"a b\" ~"), "body: \"a b\" ~");
  EXPECT_EQ(ascii_field_value(std::string("a\0\r\n\t\x7f", 6)), "a%00%0D%0A%09%7F");
  EXPECT_EQ(ascii_field_value("caf\xc3\xa9 50%"), "caf%C3%A9 50%25");
  EXPECT_TRUE(is_all_for(ascii_field_value(range(0, 0xff)), kInField));
}

}  // namespace
}  // namespace wavespeed_mock::field_bytes_test
