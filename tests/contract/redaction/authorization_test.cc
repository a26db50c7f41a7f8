#include "contract/redaction/authorization.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::authorization_test {
namespace {

TEST(Authorization, HasASchemeAndAKey) {
  struct Case {
    const char* value;
    const char* scheme;
    const char* key;
  };
  for (const Case& c :
       {Case{"Bearer my-key", "Bearer ", "my-key"}, Case{" bearer  my-key ", "bearer ", "my-key"},
        Case{"Bearer\tmy-key", "Bearer\t", "my-key"}, Case{"my-key", "", "my-key"},
        Case{"my-key rest", "", "my-key rest"}, Case{"Digest a=1, b=2", "Digest ", "a=1, b=2"},
        Case{"", "", ""}}) {
    const Authorization read(c.value);
    EXPECT_EQ(read.scheme, c.scheme);
    EXPECT_EQ(read.key, c.key);
  }
}

// `text` in a request with that value of Authorization.
std::string redacted(const std::string& value, const std::string& text,
                     const std::string& known = "") {
  SecretText secrets;
  note_authorization(secrets, value, TextEnd::whole, known);
  return secrets.without_learned(text);
}

TEST(Authorization, TellsItsKeyAndThePasswordOfBasic) {
  EXPECT_EQ(redacted("Bearer my-key", "a my-key"), "a {{key-1}}");
  EXPECT_EQ(redacted("my-key", "a my-key"), "a {{key-1}}");
  // "ann:hunter2-hunter2"
  EXPECT_EQ(redacted("Basic YW5uOmh1bnRlcjItaHVudGVyMg==", "ann hunter2-hunter2"),
            "ann {{secret-1}}");
  EXPECT_EQ(redacted("basic YW5uOmh1bnRlcjItaHVudGVyMg", "hunter2-hunter2"), "{{secret-1}}")
      << "without its padding";
  EXPECT_EQ(redacted("Basic YW5uOmh1bnRlcjItaHVudGVyMg==", "YW5uOmh1bnRlcjItaHVudGVyMg=="),
            "{{key-1}}");
  EXPECT_EQ(redacted("Basic ann:hunter2", "hunter2"), "hunter2") << "it is not Base64";
}

TEST(Authorization, TellsEachWord) {
  EXPECT_EQ(redacted("Bearer my-one  my-two my-three", "my-three, my-one, my-two"),
            "{{key-1}}, {{key-2}}, {{key-3}}");
  EXPECT_EQ(redacted("Bearer\tmy-one\tmy-two", "my-two, my-one"), "{{key-1}}, {{key-2}}");
  EXPECT_EQ(redacted("my-one my-two", "my-one"), "{{key-1}}") << "it is not a scheme";
}

TEST(Authorization, HasASchemeBeforeATabInAText) {
  SecretText secrets;
  EXPECT_EQ(secrets.redacted("Authorization: Bearer\tmy-key"), "Authorization: Bearer\t{{key-1}}");
  EXPECT_EQ(secrets.redacted("Proxy-Authorization:\tBasic\tYW5uOmE="),
            "Proxy-Authorization:\tBasic\t{{secret-1}}");
}

TEST(Authorization, IsLikeAnotherFieldWithoutItsPlainWords) {
  const auto redacted_by = [](const std::string& value, const std::string& text) {
    SecretText secrets;
    note_like_authorization(secrets, value, TextEnd::whole);
    return secrets.without_learned(text);
  };
  EXPECT_EQ(redacted_by("images videos predictions", "images, predictions"), "images, predictions");
  EXPECT_EQ(redacted_by("images p4ssW0rd", "images p4ssW0rd"), "images {{key-1}}");
  EXPECT_EQ(redacted_by("Bearer predictions", "predictions"), "{{key-1}}");
  EXPECT_EQ(redacted_by("Basic YW5uOmh1bnRlcjItaHVudGVyMg==", "hunter2-hunter2"), "{{secret-1}}");
}

TEST(Authorization, KnowsSchemes) {
  for (const char* const word : {"Bearer", "basic", "DIGEST", "ApiKey", "AWS4-HMAC-SHA256"}) {
    EXPECT_TRUE(is_scheme(word)) << word;
  }
  for (const char* const word : {"", "my-key", "Bearer-1", "sk-live-1"}) {
    EXPECT_FALSE(is_scheme(word)) << word;
  }
}

TEST(Authorization, LeavesOutAKnownKey) {
  EXPECT_EQ(redacted("Bearer my-key", "a my-key", "my-key"), "a my-key");
  EXPECT_EQ(redacted("Bearer my-other-key", "my-key or my-other-key", "my-key"),
            "my-key or {{key-1}}");
}

}  // namespace
}  // namespace wavespeed_mock::authorization_test
