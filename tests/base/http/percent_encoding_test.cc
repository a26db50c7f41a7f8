#include "base/http/percent_encoding.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::percent_encoding_test {
namespace {

TEST(PercentEncoded, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(percent_encoded("azAZ09-._~"), "azAZ09-._~");
  EXPECT_EQ(percent_encoded("a/b?c d%+"), "a%2Fb%3Fc%20d%25%2B");
  EXPECT_EQ(percent_encoded("\xC3\xA9"), "%C3%A9");
}

TEST(EncodedByte, IsReadFromTheFrontOnly) {
  EXPECT_EQ(encoded_byte("%2Fab"), '/');
  EXPECT_EQ(encoded_byte("%00"), '\0');
  for (const char* text : {"", "a%2F", "%2", "%%2F", "%2g"}) {
    EXPECT_EQ(encoded_byte(text), std::nullopt) << text;
  }
}

TEST(PercentDecoded, TurnsEscapesIntoBytes) {
  EXPECT_EQ(percent_decoded("https%3A%2F%2Fa.test%2fh%3Fx%3D%25"), "https://a.test/h?x=%");
  EXPECT_EQ(percent_decoded("a+b"), "a+b") << "not form-encoded";
  EXPECT_EQ(percent_decoded(""), "");
  for (const char* text : {"%", "%4", "a%", "%zz", "%4g", "%g4"}) {
    EXPECT_EQ(percent_decoded(text), std::nullopt) << text;
  }
}

TEST(DecodedIfValid, IsTheSameTextWhereNothingCanBeDecoded) {
  std::string room = "unchanged";
  for (const std::string_view text : {"", "a/b+c", "a%2", "a%2Fb%zz"}) {
    EXPECT_EQ(decoded_if_valid(text, room).data(), text.data()) << text;
  }
  EXPECT_EQ(room, "unchanged");
  EXPECT_EQ(decoded_if_valid("a%2Fb%252F", room), "a/b%2F") << "once";
  EXPECT_EQ(room, "a/b%2F");
}

TEST(QueryDecoded, KeepsInvalidEscapes) {
  EXPECT_EQ(query_decoded("a+b%20c%2fd"), "a b c/d");
  EXPECT_EQ(query_decoded("100%"), "100%");
  EXPECT_EQ(query_decoded("%2"), "%2");
  EXPECT_EQ(query_decoded("%zz%41"), "%zzA");
}

}  // namespace
}  // namespace wavespeed_mock::percent_encoding_test
