#include "contract/redaction/key_removal.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::key_removal_test {
namespace {

std::string without_key(std::string text) {
  KeyRemoval("", {{"Authorization", "Bearer my-key"}}).remove_from(text);
  return text;
}

TEST(KeyRemoval, KeepsOnlyTheSchemeOfAuthorization) {
  EXPECT_EQ(value_without_key("authorization", "Bearer my-key"), "Bearer");
  EXPECT_EQ(value_without_key("AUTHORIZATION", "my-key"), "");
  EXPECT_EQ(value_without_key("Accept", "text/html, */*"), "text/html, */*");
}

TEST(KeyRemoval, ReplacesEachOccurrence) {
  EXPECT_EQ(without_key("my-keymy-key and my-key"), "************ and ******");
  EXPECT_EQ(without_key("my-ke and my-ney"), "my-ke and my-ney");
  EXPECT_EQ(without_key(""), "");
}

TEST(KeyRemoval, FindsAKeyThatIsEscaped) {
  EXPECT_EQ(without_key("?a=my%2dkey&b=m%79-key"), "?a=********&b=********");
  EXPECT_EQ(without_key(R"({"a":"m\u0079-key"})"), R"({"a":"***********"})");
}

TEST(KeyRemoval, ShowsThatAKeyWasThere) {
  EXPECT_EQ(shown_authorization("Bearer"), "Bearer {{key}}");
  EXPECT_EQ(shown_authorization(""), "{{key}}");
}

}  // namespace
}  // namespace wavespeed_mock::key_removal_test
