#include "contract/redaction/secret_text.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::secret_text_test {
namespace {

std::string redacted(std::string_view text) {
  return SecretText().redacted(text);
}

TEST(SecretText, FindsKeysAndNamedValues) {
  EXPECT_EQ(redacted("Authorization: Bearer abc-123"), "Authorization: Bearer {{key-1}}");
  EXPECT_EQ(redacted("bearer%20abc"), "bearer%20{{key-1}}");
  EXPECT_EQ(redacted("Authorization: Basic YWJj"), "Authorization: Basic {{secret-1}}");
  EXPECT_EQ(redacted("api_key=abc, n=1"), "api_key={{secret-1}}, n=1");
  EXPECT_EQ(redacted(R"(body was {\"password\": \"a b\", \"n\": 1})"),
            R"(body was {\"password\": \"{{secret-1}} b\", \"n\": 1})");
  EXPECT_EQ(redacted("token whsec_Abc+/= is old"), "token {{secret-1}} is old");
  EXPECT_EQ(redacted("secret: s1; secret: s2; secret: s1"),
            "secret: {{secret-1}}; secret: {{secret-2}}; secret: {{secret-1}}");
}

TEST(SecretText, FindsSecretsInUrls) {
  EXPECT_EQ(
      redacted("https://s3.test/a.png?X-Amz-Signature=ab12&X-Amz-Date=1&sig=9"),
      "https://s3.test/a.png?X-Amz-Signature=redacted-secret-1&X-Amz-Date=1&sig=redacted-secret-2");
  EXPECT_EQ(redacted("/x?webhook=https%3A%2F%2Fh.test%2F%3Ftoken%3Dab12%26n%3D1"),
            "/x?webhook=https%3A%2F%2Fh.test%2F%3Ftoken%3Dredacted-secret-1%26n%3D1");
  EXPECT_EQ(redacted("https://ann:pa55@h.test/"), "https://redacted-secret-1@h.test/");
}

TEST(SecretText, FindsAddresses) {
  EXPECT_EQ(redacted("mail <ann.lee+x@mail.test>, or bob@b.test."),
            "mail <{{email-1}}>, or {{email-2}}.");
  EXPECT_EQ(redacted("?to=ann%40mail.test&n=1"), "?to=redacted-email-1&n=1");
}

TEST(SecretText, KeepsOrdinaryText) {
  for (const char* text :
       {"", "a cat @ home", "max_tokens: 5", "Bearer", "Bearer <key>", "sig=1", "the secret is out",
        "a@b", "1:30", "https://a.test/b?page=2&model=acme/x", "50% of {{key-1}}",
        "\xff\xfe@\xff.\xff", "key: C major", "!@#$%^&*()", "wavespeed-ai/flux-dev",
        "2026-01-01T00:00:00Z"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(SecretText, FindsLearnedSecretsAnywhere) {
  SecretText secrets;
  EXPECT_EQ(secrets.learn("key", "ab/cdef"), "{{key-1}}");
  EXPECT_EQ(secrets.learn("key", "ab/cdefgh"), "{{key-2}}");
  EXPECT_EQ(secrets.learn("key", "ab/cdef"), "{{key-1}}");
  EXPECT_EQ(secrets.redacted("xab/cdefx ab/cdefgh ?k=ab%2Fcdef"),
            "x{{key-1}}x {{key-2}} ?k=redacted-key-1");
  EXPECT_EQ(secrets.without_learned("ab/cdef a@b.test"), "{{key-1}} a@b.test");
}

// It would match parts of ordinary words.
TEST(SecretText, DoesNotSearchForAShortSecret) {
  SecretText secrets;
  EXPECT_EQ(secrets.learn("key", "a"), "{{key-1}}");
  EXPECT_EQ(secrets.redacted("a cat"), "a cat");
}

TEST(SecretText, IsIdempotent) {
  for (const char* text :
       {"api_key=abc", "Bearer abc", "a@b.test", "?sig=1", "https://a:b@c.test"}) {
    SecretText secrets;
    const std::string once = secrets.redacted(text);
    EXPECT_EQ(secrets.redacted(once), once);
  }
}

}  // namespace
}  // namespace wavespeed_mock::secret_text_test
