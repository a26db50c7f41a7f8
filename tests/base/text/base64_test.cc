#include "base/text/base64.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace wavespeed_mock::base64_test {
namespace {

std::string encoded(std::string_view bytes) {
  std::string text;
  append_base64(text, bytes);
  return text;
}

// An independent decoder, written from the table in the RFC.
std::string decoded(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xff);
  }
  return bytes;
}

TEST(Base64, EncodesTheExamplesOfTheRfc) {
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foob"), "Zm9vYg==");
  EXPECT_EQ(encoded("fooba"), "Zm9vYmE=");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encoded(std::string_view("\xfb\xff\xbf\x00", 4)), "+/+/AA==");
}

TEST(Base64, AppendsToTheText) {
  std::string text = "[\"";
  append_base64(text, "foob");
  append_base64(text, "");
  EXPECT_EQ(text, "[\"Zm9vYg==");
}

TEST(Base64, EncodesLargeFilesWithoutBreaks) {
  for (const std::size_t size :
       {(std::size_t{3} << 20) - 1, std::size_t{3} << 20, (std::size_t{6} << 20) + 1}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
    const std::string text = encoded(bytes);
    EXPECT_EQ(text.size(), (size + 2) / 3 * 4);
    EXPECT_EQ(text.find_first_of("=\n"),
              size % 3 == 0 ? std::string::npos : text.size() - (3 - size % 3));
    EXPECT_TRUE(decoded(text) == bytes) << size;
  }
}

TEST(Base64, DecodesWhatItEncodes) {
  for (const std::size_t size : {0U, 1U, 2U, 3U, 4U, 255U, 4'000'000U}) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * 7 + i / 251);
    EXPECT_TRUE(from_base64(encoded(bytes)) == bytes) << size;
  }
}

TEST(Base64, RefusesInvalidText) {
  for (const char* text :
       {"Zg", "Zg=", "Z===", "====", "Zm9\n", " Zm8", "Zm-_", "Zg==Zg==", "\xff\xff\xff\xff"}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace wavespeed_mock::base64_test
